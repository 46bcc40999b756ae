//! Numbered and repeated elements, structures among them.

mod vendor {
    vcare_api::endpoints! { "specs/MoveLine.toml" }
}

use vcare_api::{Endpoint, Numbered, Reply, Sensitive, Text};
use vendor::move_line::{Line, MoveLine, Plan, Status};

const REPLY: &str = "<VcareOssApi xmlns=\"http://www.oss.vcarecorporation.com/oss\"><credentials>\
    <vendorId>v</vendorId><referenceNumber>1</referenceNumber></credentials>\
    <MoveLine><statusCode>00</statusCode><description>SUCCESS</description><errorDescription/>\
    <line id=\"7\"><since>Monday</since><owner>Ann</owner><since>Friday</since>\
    <plan><name>A</name></plan><plan><name>B</name></plan></line>\
    <step_1><text>one</text></step_1><step_3><text>three</text></step_3><note_4>four</note_4>\
    <warning>x</warning><warning>y</warning></MoveLine></VcareOssApi>";

fn main() {
    let reply = Reply::<MoveLine>::read(REPLY).unwrap();
    assert!(reply.is_success() && reply.status == Status::Success);
    let response = reply.response;

    let steps = response.steps.iter().map(|step| (step.number, step.value.text.as_deref()));
    assert_eq!(steps.collect::<Vec<_>>(), [(1, Some("one")), (3, Some("three"))]);
    assert_eq!(response.notes, [Numbered { number: 4, value: Text::from_static("four") }]);
    assert_eq!(response.warning, ["x", "y"]);

    let line: &Line = response.line.as_ref().unwrap();
    assert_eq!(line.id.as_deref(), Some("7"));
    assert_eq!((line.since.as_deref(), line.moved_since.as_deref()), (Some("Monday"), Some("Friday")));
    assert_eq!(line.owner.as_ref().map(Sensitive::expose), Some("Ann"));
    let plans: &Vec<Plan> = &line.plan;
    assert_eq!(plans.iter().map(|plan| plan.name.as_deref()).collect::<Vec<_>>(), [Some("A"), Some("B")]);

    assert!(!format!("{response:?}").contains("Ann"));
    assert_eq!(response, response.clone());
    assert_eq!(MoveLine::SCHEMA.advice(MoveLine::SCHEMA.effect).unwrap().matches("ask FindLine").count(), 1);
}
