//! Where every value of a file stands. Built only when a place is asked for: a clean load
//! never needs it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::yaml;

/// A stretch of a text: byte offset and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub offset: u32,
    /// Bytes.
    pub len: u32,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value itself; of a mapping or list in block style only its beginning.
    pub span: Span,
    /// What it holds.
    pub children: Children,
}

/// What a value holds.
#[derive(Clone, Debug)]
pub enum Children {
    /// Nothing: a scalar.
    None,
    /// The properties of a mapping, in their order, repeated ones included.
    Map(Properties),
    /// The entries of a list.
    List(Vec<Node>),
}

/// The properties of a mapping, in their order.
#[derive(Clone, Debug)]
pub struct Properties {
    list: Vec<Property>,
    /// Where the last of each name stands; built for long mappings when one is looked for.
    by_name: OnceLock<HashMap<Box<str>, usize>>,
}

/// Mappings up to this long are searched name by name.
const SHORT: usize = 32;

impl Properties {
    /// The property of a name; of a repeated one the last.
    pub fn get(&self, name: &str) -> Option<&Property> {
        if self.list.len() <= SHORT {
            return self
                .list
                .iter()
                .rev()
                .find(|property| *property.name == *name);
        }
        let by_name = self.by_name.get_or_init(|| {
            let names = self.list.iter().map(|property| property.name.clone());
            names.zip(0..).collect()
        });
        self.list.get(*by_name.get(name)?)
    }
}

impl Deref for Properties {
    type Target = [Property];

    fn deref(&self) -> &[Property] {
        &self.list
    }
}

/// A property of a mapping.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name.
    pub name: Box<str>,
    /// Where the name stands.
    pub span: Span,
    /// Its value.
    pub value: Node,
}

/// The tree of a text; `None` where it is no YAML.
pub fn build(text: &str) -> Option<Node> {
    let root: Spanned<Shape> = serde_yaml::from_str_with_options(text, yaml::options(text)).ok()?;
    Some(node(root))
}

impl Node {
    /// The value at a JSON pointer, or the nearest that there is above it; and whether the
    /// pointer was followed to its end. Of a repeated property the last counts.
    pub fn find(&self, pointer: &str) -> Place<'_> {
        let mut place = Place {
            node: self,
            property: None,
            complete: true,
        };
        for segment in pointer.split('/').skip(1) {
            let name = segment.replace("~1", "/").replace("~0", "~");
            let below = match &place.node.children {
                Children::Map(properties) => properties
                    .get(&name)
                    .map(|property| (&property.value, Some(property))),
                Children::List(entries) => name
                    .parse()
                    .ok()
                    .and_then(|index: usize| entries.get(index))
                    .map(|entry| (entry, None)),
                Children::None => None,
            };
            let Some((node, property)) = below else {
                place.complete = false;
                return place;
            };
            place.node = node;
            place.property = property;
        }
        place
    }
}

/// What a pointer led to.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The value.
    pub node: &'a Node,
    /// The property it is the value of; `None` for a list entry and the root.
    pub property: Option<&'a Property>,
    /// Whether the pointer was followed to its end.
    pub complete: bool,
}

impl Place<'_> {
    /// What to underline: a scalar itself; a mapping's or list's name, or the first
    /// property of one without a name.
    pub fn shown(&self) -> Span {
        let scalar = matches!(self.node.children, Children::None);
        if scalar && self.complete && self.node.span.len > 0 {
            return self.node.span;
        }
        if let Some(property) = self.property {
            return property.span;
        }
        match &self.node.children {
            Children::Map(properties) => properties.first().map_or(self.node.span, |property| {
                let end = property.value.span;
                let scalar = matches!(property.value.children, Children::None);
                if scalar && end.offset >= property.span.offset && end.len > 0 {
                    let len = end.offset + end.len - property.span.offset;
                    Span {
                        offset: property.span.offset,
                        len,
                    }
                } else {
                    property.span
                }
            }),
            _ => self.node.span,
        }
    }
}

/// A value as the reader hands it on.
enum Shape {
    None,
    Map(Vec<(Spanned<Box<str>>, Spanned<Shape>)>),
    List(Vec<Spanned<Shape>>),
}

fn node(spanned: Spanned<Shape>) -> Node {
    let span = span(spanned.referenced);
    let children = match spanned.value {
        Shape::None => Children::None,
        Shape::Map(properties) => Children::Map(Properties {
            list: properties
                .into_iter()
                .map(|(name, value)| Property {
                    span: self::span(name.referenced),
                    name: name.value,
                    value: node(value),
                })
                .collect(),
            by_name: OnceLock::new(),
        }),
        Shape::List(entries) => Children::List(entries.into_iter().map(node).collect()),
    };
    Node { span, children }
}

/// The bytes of a location.
pub fn span(location: Location) -> Span {
    let span = location.span();
    let number = |value: Option<u64>| value.and_then(|value| u32::try_from(value).ok());
    Span {
        offset: number(span.byte_offset()).unwrap_or(0),
        len: number(span.byte_len()).unwrap_or(0),
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut properties = Vec::new();
        while let Some(entry) = map.next_entry()? {
            properties.push(entry);
        }
        Ok(Shape::Map(properties))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            entries.push(entry);
        }
        Ok(Shape::List(entries))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::None)
    }
}
