//! What a message's types hold, whatever crate derives their code.

use vcare_spec::model::{Element, Endpoint, Repeat, Shared};

/// How many numbered elements such a type has: derived code cannot count.
const NUMBERED: u32 = 3;

/// A field of a type.
pub struct Member {
    pub wire: String,
    pub attribute: bool,
    /// The type of what is inside; without one it is text.
    pub group: Option<String>,
    pub how_often: HowOften,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum HowOften {
    Once,
    AtMostOnce,
    Many,
}

impl Member {
    /// An element that has to be there.
    pub fn required(wire: &str, group: Option<&str>) -> Self {
        let group = group.map(str::to_owned);
        Self { wire: wire.to_owned(), attribute: false, group, how_often: HowOften::Once }
    }

    /// A text that can be left out.
    pub fn optional(wire: &str) -> Self {
        Self { wire: wire.to_owned(), attribute: false, group: None, how_often: HowOften::AtMostOnce }
    }

    /// Its type.
    pub fn kind(&self, inner: &str) -> String {
        match self.how_often {
            HowOften::Once => inner.to_owned(),
            HowOften::AtMostOnce => format!("Option<{inner}>"),
            HowOften::Many => format!("Vec<{inner}>"),
        }
    }
}

/// The request's blocks, with the types that they have.
pub fn blocks(endpoint: &Endpoint) -> Vec<Member> {
    let blocks = endpoint.blocks.iter().enumerate();
    blocks.map(|(index, block)| Member::required(&block.wire.value, Some(&format!("Block{index}")))).collect()
}

pub fn credentials(shared: &Shared) -> Vec<Member> {
    shared.credentials.iter().map(|field| Member::required(&field.wire.value, None)).collect()
}

pub fn reply_root(endpoint: &Endpoint) -> Vec<Member> {
    vec![
        Member::required("credentials", Some("ReplyCredentials")),
        Member::required(&endpoint.name.value, Some("Response")),
    ]
}

pub fn reply_credentials() -> Vec<Member> {
    vec![Member::required("vendorId", None), Member::required("referenceNumber", None)]
}

pub fn response(endpoint: &Endpoint) -> Vec<Member> {
    let status = ["statusCode", "description", "errorDescription"].map(|name| Member::required(name, None));
    status.into_iter().chain(elements(&endpoint.response)).collect()
}

/// Elements of a reply. Of two with the same name, the second is left out: derived code cannot tell them apart.
pub fn elements(list: &[Element]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for element in list {
        let group = element.group.as_ref().map(|group| &group.value);
        let wire = &element.wire.value;
        let mut add = |wire: String, how_often: HowOften| {
            let attribute = element.attribute;
            if !members.iter().any(|known| known.wire == wire && known.attribute == attribute) {
                members.push(Member { wire, attribute, group: group.cloned(), how_often });
            }
        };
        match element.repeat {
            Repeat::Once => add(wire.clone(), HowOften::AtMostOnce),
            Repeat::Many => add(wire.clone(), HowOften::Many),
            Repeat::Numbered { from, to } => {
                for number in from..=to.unwrap_or(NUMBERED) {
                    add(format!("{wire}{number}"), HowOften::AtMostOnce);
                }
            }
        }
    }
    members
}
