//! Rules over several fields.

use serde::{Deserialize, Serialize};

use crate::{Content, Endpoint, date, one_of};

/// A rule over several fields of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule<T = &'static str> {
    /// What it asks for.
    pub kind: RuleKind,
    /// The [addresses](crate::Field::address) of the fields that it is about.
    pub fields: Vec<T>,
    /// The status that the server gives when it is broken; `None` where the page names none.
    pub status: Option<T>,
}

/// What a rule over several fields asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleKind {
    /// One of the fields, at least, must be given.
    AtLeastOne,
    /// One of the fields must be given, and no other of them.
    ExactlyOne,
    /// Dates, none of which is later than the next.
    InOrder,
}

impl RuleKind {
    /// Each kind with its key in spec files and its name in JSON.
    pub const WORDS: &[(&str, Self)] =
        &[("at_least_one", Self::AtLeastOne), ("exactly_one", Self::ExactlyOne), ("in_order", Self::InOrder)];

    /// Whether so many of the fields can be given.
    pub fn allows(self, given: usize) -> bool {
        match self {
            Self::AtLeastOne => given > 0,
            Self::ExactlyOne => given == 1,
            Self::InOrder => true,
        }
    }

    /// Its key in spec files and its name in JSON.
    pub fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, found)| *found == self).map_or("", |(word, _)| *word)
    }
}

impl<T: AsRef<str>> Rule<T> {
    /// What it asks for, as a sentence without its end: "exactly one of `A` or `B` must be given".
    pub fn in_words(&self) -> String {
        let fields = || one_of(self.fields.iter().map(AsRef::as_ref));
        match self.kind {
            RuleKind::AtLeastOne => format!("at least one of {} must be given", fields()),
            RuleKind::ExactlyOne => format!("exactly one of {} must be given", fields()),
            RuleKind::InOrder => {
                let pairs = self
                    .fields
                    .windows(2)
                    .map(|pair| format!("`{}` must not be later than `{}`", pair[0].as_ref(), pair[1].as_ref()));
                pairs.collect::<Vec<_>>().join(", and ")
            }
        }
    }
}

impl<T: AsRef<str>> Endpoint<T> {
    /// Whether a request keeps the rule. `given` has the value of a field by its address, unless it is blank. Fields of `in_order` that
    /// are absent, or no dates, are passed over.
    pub fn keeps<'v>(&self, rule: &Rule<T>, given: impl Fn(&str) -> Option<&'v str>) -> bool {
        let count = rule.fields.iter().filter(|field| given(field.as_ref()).is_some()).count();
        rule.kind.allows(count) && (rule.kind != RuleKind::InOrder || self.are_in_order(rule, given))
    }

    fn are_in_order<'v>(&self, rule: &Rule<T>, given: impl Fn(&str) -> Option<&'v str>) -> bool {
        let dates = rule.fields.iter().filter_map(|name| {
            let (_, field) = self.named_field(name.as_ref())?;
            match &field.content {
                Some(Content::Date(forms)) => date::read_any(forms, given(name.as_ref())?),
                _ => None,
            }
        });
        dates.is_sorted()
    }
}
