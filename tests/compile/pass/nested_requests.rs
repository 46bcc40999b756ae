//! Structures, lists, numbered elements and attributes of a request are made, sent, read and checked.

mod vendor {
    vcare_api::endpoints! { "specs/AddLines.toml" }
}

use bytes::Bytes;
use vcare_api::{Endpoint, Numbered, Record};
use vcare_core::RequestValues;
use vcare_core::codec::encode::{Secrets, request};
use vcare_core::codec::server::ReceivedRequest;
use vendor::add_lines::{AddLines, Contact, Feature, Kind, Level, Line, Mode};

fn main() {
    let voice = Line::new(Kind::Voice, "5551234567").feature(Feature::new("MMS"));
    let made = AddLines::new(Mode::New, [voice.clone()])
        .line_all(vec![Line::new(Kind::Data, String::from("5551234568"))])
        .levels(Level::new().size("5"))
        .levels_all([Level::new()])
        .note("one")
        .note_all(["two", "three"])
        .tags("1")
        .billing_contact(Contact::new("Ann", ["5550000000", "5550000001"]));
    // Fields are open, as those of a reply.
    assert_eq!(made.line[0], voice);
    assert_eq!(made.levels.iter().map(|level| level.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(made.tags, [Numbered { number: 1, value: "1".into() }]);
    assert_eq!(made.note, ["one", "two", "three"]);
    assert!(made.validate().is_empty());

    let xml = request(AddLines::SCHEMA, &RequestValues::of(&made), Secrets::Written);
    let document = roxmltree::Document::parse(&xml).unwrap();
    let lines: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "LINE").collect();
    let kinds: Vec<_> = document.descendants().filter_map(|node| node.attribute("type")).collect();
    assert_eq!((lines.len(), kinds), (2, vec!["VOICE", "DATA"]));
    let (received, read) = ReceivedRequest::read(AddLines::SCHEMA, &Bytes::from(xml)).unwrap();
    assert!(received.unknown_elements.is_empty() && received.violations(&*read).is_empty());
    let made: &dyn Record = &made;
    for path in ["LINE[1]/FEATURE[1]/CODE", "LINE[2]/MDN", "LEVEL_1/SIZE", "NOTE[3]", "BILLING/CONTACT/PHONE[2]"] {
        assert_eq!((read.text(path), read.text(path).is_some()), (made.text(path), true), "{path}");
    }
}
