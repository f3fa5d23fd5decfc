use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A property that may be absent altogether.
///
/// On the desired side absent means *not managed*: the live value is kept. On the
/// live side it means *not returned*: hidden by the tenant's "manage items" or not
/// read (facts 5.1.8). A property that the service lets be empty is a
/// `Field<Option<T>>`: `Known(None)` clears it, or says that it is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// Not managed, or not returned.
    #[default]
    Absent,
    /// Managed with, or read as, this value.
    Known(T),
}

impl<T> Field<T> {
    /// Whether nothing is known (or wanted) of this property. For `skip_serializing_if`.
    pub fn is_absent(&self) -> bool {
        matches!(self, Field::Absent)
    }

    /// The value, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Field::Absent => None,
            Field::Known(value) => Some(value),
        }
    }

    /// The value by move, if there is one.
    pub fn into_known(self) -> Option<T> {
        match self {
            Field::Absent => None,
            Field::Known(value) => Some(value),
        }
    }

    /// The value for changing, if there is one.
    pub fn known_mut(&mut self) -> Option<&mut T> {
        match self {
            Field::Absent => None,
            Field::Known(value) => Some(value),
        }
    }

    /// The same with its value turned into another.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Field::Absent => Field::Absent,
            Field::Known(value) => Field::Known(turn(value)),
        }
    }

    /// A view that borrows the value.
    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Field::Absent => Field::Absent,
            Field::Known(value) => Field::Known(value),
        }
    }
}

impl<T> Field<T> {
    /// Puts the value, where there is one, over another: what PATCH does.
    pub fn overlay(self, place: &mut Field<T>) {
        if let Field::Known(value) = self {
            *place = Field::Known(value);
        }
    }
}

impl<T: Default> Field<T> {
    /// The same, known in any case: its value or the type's default.
    pub fn or_default(self) -> Field<T> {
        Field::Known(self.into_known().unwrap_or_default())
    }
}

impl<T: Copy> Field<T> {
    /// The value, or the service's default for it.
    pub fn or(&self, default: T) -> T {
        self.known().copied().unwrap_or(default)
    }
}

impl<T> Field<Option<T>> {
    /// The value where there is one that is not empty.
    pub fn value(&self) -> Option<&T> {
        self.known().and_then(Option::as_ref)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Field::Known(value)
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Reached only where `skip_serializing_if` is missing; absent and null
            // must not be confused, so say nothing that could be read back as null.
            Field::Absent => Err(serde::ser::Error::custom(
                "an absent field is left out, not written",
            )),
            Field::Known(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Field::Known)
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<T>()
    }
}
