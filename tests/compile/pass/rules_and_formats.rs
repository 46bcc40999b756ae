//! What a spec can ask of a request: conditions over several fields, formats, rules, and what depends on a value.

mod vendor {
    vcare_api::endpoints! { "specs/OrderPhone.toml" }
}

use std::future::IntoFuture;
use vcare_api::transport::{Scripted, TransportError};

use vcare_api::{BrokenRule, CallError, Client, Credentials, Effect, Endpoint, Record};
use vendor::order_phone::{Action, OrderPhone};

/// The rules that a valid request breaks after these changes, with fields and statuses.
fn broken(changes: &[(&str, &str)]) -> Vec<(&'static str, BrokenRule, Option<&'static str>)> {
    let mut request: Box<dyn Record> = Box::new(OrderPhone::new(Action::Get).esn("123456789").cash("yes"));
    for (field, value) in changes {
        assert!(request.set_text(field, *value), "{field}");
    }
    let violations = vcare_core::validate::validate(OrderPhone::SCHEMA, &*request);
    violations.iter().map(|it| (it.wire, it.rule, it.status.map(|row| row.code))).collect()
}

fn client(transport: Scripted) -> Client {
    let builder = Client::builder().base_url("https://vendor.example").transport(transport).agent("agent");
    builder.credentials(Credentials::new("v", "u", "p", "1")).build().unwrap()
}

fn main() {
    use BrokenRule::{Amount, Characters, Date, ExactlyOne, File, InOrder, Length, RequiredUnless, RequiredWhen};
    assert_eq!(broken(&[]), []);
    // Values in any letter case, also where others depend on them.
    assert_eq!(broken(&[("ACTION", "get")]), []);
    assert_eq!(broken(&[("ACTION", "add")]), [("PHONETYPE", RequiredUnless, Some("10"))]);
    assert_eq!(broken(&[("ACTION", "ADD"), ("PHONETYPE", "FREE")]), []);
    assert_eq!(broken(&[("ACTION", "Add"), ("PHONETYPE", "PAID")]), [("AMOUNT", RequiredWhen, Some("11"))]);
    assert_eq!(broken(&[("ACTION", "ADD"), ("PHONETYPE", "PAID"), ("AMOUNT", "9.99")]), []);
    assert_eq!(broken(&[("AMOUNT", "9.999")]), [("AMOUNT", Amount, Some("12"))]);
    // A field that another one stands in for.
    assert_eq!(broken(&[("ESN", "")]), [("ESN", RequiredWhen, Some("13"))]);
    assert_eq!(broken(&[("ESN", ""), ("MDN", "5551234567")]), []);
    assert_eq!(broken(&[("ESN", "12345678")]), [("ESN", Length, Some("15"))]);
    assert_eq!(broken(&[("ESN", "1234567890a")]), [("ESN", Characters, Some("14"))]);
    // Dates.
    assert_eq!(broken(&[("DATEFROM", "02/29/2024")]), [("DATETO", RequiredWhen, None)]);
    assert_eq!(broken(&[("DATEFROM", "02-29-2024"), ("DATETO", "2024-02-29")]), []);
    assert_eq!(
        broken(&[("DATEFROM", "13/45/2026"), ("DATETO", "2026-02-29")]),
        [("DATEFROM", Date, Some("16")), ("DATETO", Date, Some("16"))]
    );
    assert_eq!(broken(&[("DATEFROM", "03/01/2024"), ("DATETO", "2024-02-29")]), [("DATEFROM", InOrder, Some("18"))]);
    // Files.
    assert_eq!(broken(&[("PHOTO", "iVBORw0KGgo=")]), []);
    assert_eq!(broken(&[("PHOTO", "R0lGODlh")]), [("PHOTO", File, Some("17"))]);
    // One of two, without a status.
    assert_eq!(broken(&[("CARD", "yes")]), [("CASH", ExactlyOne, None)]);
    assert_eq!(broken(&[("CASH", "")]), [("CASH", ExactlyOne, None)]);
    // What is taken over, but for its values and statuses.
    assert_eq!(broken(&[("SOURCE", "POS")]), []);
    assert_eq!(broken(&[("SOURCE", "IVR")]), [("SOURCE", BrokenRule::AllowedValues, None)]);
    assert_eq!(broken(&[("AGENTID", " ")]), [("AGENTID", BrokenRule::Required, None)]);

    // What it does depends on a value: only what reads is tried again.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    for (action, effect, attempts) in [(Action::Get, Effect::Read, 3), (Action::Add, Effect::Write, 1)] {
        let transport = Scripted::new(|_| Err(TransportError::unknown("cut")));
        let request = OrderPhone::new(action).esn("123456789").cash("yes").mdn("5551234567");
        let call = client(transport.clone());
        let call = call.call(&request).skip_validation().reference_number("1").into_future();
        let error = runtime.block_on(call).unwrap_err();
        assert_eq!((transport.sent().len(), error.may_retry()), (attempts, effect == Effect::Read));
        assert!(transport.sent()[0].contains("<VCAREOSSAPI xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\">"));
        let text = error.to_string();
        let CallError::Unknown(unknown) = error else { panic!("{text}") };
        assert_eq!(unknown.effect, effect);
        assert_eq!(unknown.confirmation.is_some(), effect == Effect::Write);
        if let Some(confirmation) = unknown.confirmation {
            assert_eq!((confirmation.endpoint, confirmation.element), ("FindPhone", "order/state"));
            assert_eq!((confirmation.fields[0].0, confirmation.fields[0].1.expose()), ("PHONE", "5551234567"));
        }
        let told = "it is in the wanted state if order/state of FindPhone is `ordered`";
        assert_eq!(text.contains(told), effect == Effect::Write, "{text}");
        assert!(!text.contains("5551234567"), "{text}");
    }
}
