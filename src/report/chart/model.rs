use serde::Serialize;

/// An org chart: units in the order of the chart, each after the one it stands under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chart {
    /// `tenant.key`
    pub tenant: String,
    /// Domains and orgs.
    pub units: Vec<Unit>,
    /// Members in all, each once.
    pub members: usize,
}

/// A domain, or an org of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unit {
    /// External key of the org, key of the domain; the id of an org without a key.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Whether it is a domain rather than an org.
    pub is_domain: bool,
    /// Where in [`Chart::units`] the one it stands under is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<usize>,
    /// How many stand above it: 0 is the top.
    pub depth: usize,
    /// Whether the org is hidden from the org chart of the service (`visible: false`).
    pub hidden: bool,
    /// Members with a post in it, each once.
    pub members: usize,
    /// Members with a post in it or below it, each once.
    pub total: usize,
    /// Its leaders; with all others after them where people were asked for.
    pub people: Vec<Person>,
    /// Orgs below it that are not shown.
    pub cut: usize,
}

/// Somebody with a post in an org.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// External key, or the id of one without.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Position in this org.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Whether they lead it.
    pub leader: bool,
    /// Whether their primary post is elsewhere.
    pub concurrent: bool,
}

/// What of a chart is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only this org (by key or id) and what is below it.
    pub org: Option<String>,
    /// So many levels of orgs, the top one included.
    pub depth: Option<usize>,
    /// Everybody rather than leaders alone.
    pub people: bool,
}

impl Chart {
    /// Orgs that are shown.
    pub fn orgs(&self) -> usize {
        self.units.iter().filter(|unit| !unit.is_domain).count()
    }

    /// What a view asks for; `None` where it asks for an org that is not there.
    #[must_use]
    pub fn view(&self, view: &View) -> Option<Chart> {
        let start = match &view.org {
            None => 0,
            Some(key) => {
                let is_it = |unit: &Unit| !unit.is_domain && unit.key == *key;
                self.units.iter().position(is_it)?
            }
        };
        let top = self.units.get(start).map_or(0, |unit| unit.depth);
        let end = match &view.org {
            None => self.units.len(),
            Some(_) => self.units[start + 1..]
                .iter()
                .position(|unit| unit.depth <= top)
                .map_or(self.units.len(), |after| start + 1 + after),
        };
        // Domains are no level of their own.
        let domains = usize::from(view.org.is_none());
        let levels = view
            .depth
            .map_or(usize::MAX, |levels| levels.saturating_add(domains));
        let mut shown = Chart {
            tenant: self.tenant.clone(),
            units: Vec::new(),
            members: match &view.org {
                None => self.members,
                Some(_) => self.units[start].total,
            },
        };
        // Where each unit of this chart stands in the new one; one that is cut off stands for
        // the last one shown above it.
        let mut place: Vec<usize> = Vec::with_capacity(end - start);
        for unit in &self.units[start..end] {
            let depth = unit.depth - top;
            let parent = (unit.parent)
                .filter(|_| depth > 0)
                .and_then(|above| place.get(above.checked_sub(start)?).copied());
            if depth >= levels {
                let above = parent.unwrap_or(0);
                if let Some(above) = shown.units.get_mut(above) {
                    above.cut += 1;
                }
                place.push(above);
                continue;
            }
            place.push(shown.units.len());
            let mut unit = Unit {
                parent,
                depth,
                ..unit.clone()
            };
            if !view.people {
                unit.people.retain(|person| person.leader);
            }
            shown.units.push(unit);
        }
        Some(shown)
    }

    /// The places of the units below each unit, in their order.
    pub fn children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.units.len()];
        for (at, unit) in self.units.iter().enumerate() {
            if let Some(parent) = unit.parent {
                children[parent].push(at);
            }
        }
        children
    }
}
