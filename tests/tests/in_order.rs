//! Plain elements are predicted, and read without asking quick-xml. It has to come to the same, and to refuse the same.

use proptest::prelude::{Strategy, prop, proptest};
use vcare_api::get_plan_service::{GetPlanService, PlanType};
use vcare_api::transport::Scripted;
use vcare_api::{
    Client, Credentials, DecodeErrorKind, DynReply, ENDPOINTS, GetCustomerInfo, RepairKind, Reply, ReplyLimits,
};
use vcare_core::schema::{Element, EndpointSchema, Group, Repeat};
use vcare_tests::reply_with;

const OK: &str = "<statusCode>00</statusCode>";

fn schema(name: &str) -> &'static EndpointSchema {
    ENDPOINTS.iter().find(|schema| schema.name == name).expect("it is there")
}

fn json(schema: &'static EndpointSchema, body: &str) -> String {
    let reply = DynReply::read(schema, body.to_owned()).unwrap_or_else(|error| panic!("{error}: {body}"));
    serde_json::to_string(&reply).expect("a reply is JSON")
}

#[test]
fn how_markup_is_written_is_no_matter() {
    for schema in ENDPOINTS {
        let file = format!("{}/fixtures/{}/reply.xml", env!("CARGO_MANIFEST_DIR"), schema.name);
        let plain = std::fs::read_to_string(file).expect("there is a reply of each endpoint");
        let (declaration, root) = plain.split_once("?>").expect("it begins with a declaration");
        let expected = json(schema, &plain);
        let rewritten = [
            root.replace("</", "<!-- --></"),
            root.replace("</", "<?pi?></"),
            root.replace('>', "\n>"),
            root.replace("</", "<![CDATA[]]></"),
        ];
        for other in rewritten {
            assert_ne!(other, root);
            assert_eq!(json(schema, &format!("{declaration}?>{other}")), expected);
        }
    }
}

/// Runs of neighbours, in and out of order, some of them more than once.
fn inside(elements: &'static [Element]) -> impl Strategy<Value = Vec<&'static Element>> {
    let runs = prop::collection::vec((0..elements.len(), 1_usize..6), 0..6);
    runs.prop_map(move |runs| {
        let leaf = |element: &&Element| element.group.is_none() && !element.attribute && element.repeat == Repeat::Once;
        runs.into_iter().flat_map(|(from, count)| elements[from..].iter().take(count).filter(leaf)).collect()
    })
}

proptest! {
    #[test]
    fn elements_come_to_the_same_in_any_order(
        elements in inside(&customer_details().elements),
        texts in prop::collection::vec("[a-z\r\n ]{0,3}", 30),
    ) {
        let texts = texts.iter().chain(std::iter::repeat(&texts[0]));
        let inside: String = elements.iter().zip(texts).map(|(element, text)| format!("<{0}>{text}</{0}>", element.wire)).collect();
        let plain = reply_with("GetCustomerInfo", "1", &format!("{OK}<CustomerDetails>{inside}</CustomerDetails>"));
        let long = plain.replace("</", "<!-- --></");
        let schema = schema("GetCustomerInfo");
        proptest::prop_assert_eq!(json(schema, &plain), json(schema, &long));
    }
}

fn customer_details() -> &'static Group {
    let schema = schema("GetCustomerInfo");
    schema.group(&schema.response.elements[0]).expect("it is a structure")
}

/// Elements of a structure, and structures in it, some of them with what no spec names, in any order. The first choices are
/// used up.
fn structure(
    schema: &EndpointSchema,
    group: &Group,
    count: usize,
    choices: &mut dyn Iterator<Item = (usize, String)>,
) -> String {
    let mut out = String::new();
    let elements = &group.elements;
    let mut next = 0;
    for (choice, text) in choices.take(count).collect::<Vec<_>>() {
        // Mostly the one behind the last, or the one behind that.
        next = if choice % 4 == 0 { choice / 4 } else { next + choice % 2 } % elements.len();
        let element = &elements[next];
        next += 1;
        let number =
            if matches!(element.repeat, Repeat::Numbered { .. }) { (choice % 12).to_string() } else { String::new() };
        let name = format!("{}{number}", element.wire);
        match schema.group(element) {
            _ if element.attribute => {}
            Some(group) => out += &format!("<{name}>{}</{name}>", structure(schema, group, choice % 6, choices)),
            None if choice % 31 == 0 => out += &format!("<{name} a='1'>{text}</{name}><other>{text}</other>"),
            None => out += &format!("<{name}>{text}</{name}>"),
        }
    }
    out
}

proptest! {
    #[test]
    fn structures_come_to_the_same_however_they_are_read(
        choices in prop::collection::vec((0..1000_usize, "([a-z\r\n ]|&amp;|&#65;|& |\u{c9}){0,3}"), 40),
    ) {
        for schema in [schema("GetCustomerInfo"), schema("GetPlanService")] {
            let mut choices = choices.clone().into_iter();
            let mut inside = String::new();
            while choices.len() > 0 {
                inside += &structure(schema, &schema.response, 1, &mut choices);
            }
            let plain = reply_with(schema.name, "1", &format!("{OK}{inside}"));
            let long = plain.replace("</", "<!-- --></");
            let [plain, long] = [&plain, &long].map(|body| {
                let reply = DynReply::read(schema, body.clone()).unwrap_or_else(|error| panic!("{error}: {body}"));
                let unknown = reply.raw.unknown_elements.iter();
                let unknown: Vec<_> = unknown.map(|it| (it.path.clone(), it.value.expose().to_owned())).collect();
                let repairs: Vec<_> = reply.raw.repairs.iter().map(|it| (it.kind, it.path.clone(), it.times)).collect();
                (serde_json::to_value(&reply).expect("a reply is JSON")["response"].clone(), unknown, repairs)
            });
            proptest::prop_assert_eq!(plain, long);
        }
    }
}

fn plan(inside: &str) -> String {
    reply_with("GetPlanService", "1", &format!("{OK}<plan><planDetail>{inside}</planDetail></plan>"))
}

#[test]
fn an_element_that_is_filled_is_not_filled_again() {
    let body = plan("<planID>1</planID><planName>a</planName><planID>2</planID>");
    let reply = Reply::<GetPlanService>::read(body).expect("it can be read");
    let plans = &reply.response.plan.as_ref().expect("it is there").plan_detail;
    assert_eq!(plans[0].plan_id.as_deref(), Some("1"));
    assert_eq!(reply.unknown_elements[0].value.expose(), "2");
}

/// The second one comes just where the schema has the first.
#[test]
fn a_structure_that_is_there_is_not_predicted_again() {
    let usage = |inside: &str| format!("<usage>{inside}</usage>");
    let [first, second] = ["<voiceminutes>1</voiceminutes>", "<smsmessages>2</smsmessages>"].map(usage);
    let inside = format!("{OK}<CustomerDetails>{first}<smsbalance>3</smsbalance>{second}</CustomerDetails>");
    let body = reply_with("GetCustomerInfo", "1", &inside);
    let reply = Reply::<GetCustomerInfo>::read(body).expect("it can be read");
    let usage = reply.response.customer_details.as_ref().and_then(|details| details.usage.as_ref());
    let usage = usage.expect("the first is read");
    assert_eq!((usage.voice_minutes.as_deref(), usage.sms_messages.as_deref()), (Some("1"), None));
    assert_eq!(reply.unknown_elements[0].path, "CustomerDetails/usage/smsmessages");
    assert_eq!(reply.repairs[0].kind, RepairKind::RepeatedStructure);
}

#[test]
fn what_is_not_well_formed_is_an_error() {
    for text in ["\u{1}", "\u{FFFF}", "a]]>b", "&#1;", "&#;", "<1a></1a>", "<a>", "</planID>", "<xmlns:a/>", "<a b=1/>"]
    {
        let body = plan(&format!("<planName>{text}</planName><planID>1</planID>"));
        let error = Reply::<GetPlanService>::read(body).err().unwrap_or_else(|| panic!("taken for a reply: {text:?}"));
        assert!(matches!(error.kind, DecodeErrorKind::Malformed(_)), "{text:?}: {error}");
        assert_eq!(error.line, 1);
    }
    // Where an element can stand, and end tags that are nearly right.
    let long = format!("<{}/>", "a".repeat(257));
    for inside in [
        "<1a/>",
        "<-a></-a>",
        &long,
        "<planName>a</planNamf>",
        "<planName>a</plbnName>",
        "<sms>a</smt>",
        "<talk>a</talc>",
    ] {
        let error = Reply::<GetPlanService>::read(plan(&format!("{inside}<planID>1</planID>"))).err();
        let error = error.unwrap_or_else(|| panic!("taken for a reply: {inside:?}"));
        assert!(matches!(error.kind, DecodeErrorKind::Malformed(_)), "{inside:?}: {error}");
    }
}

#[test]
fn layout_is_no_matter() {
    let blanks = ["", " ", "\n", "\r\n\t", "\r\n\t\t", "      \n", "        \n        ", "\n<!-- a -->\t"];
    let schema = schema("GetPlanService");
    let names = ["planName", "planID", "talk", "text", "data"];
    let inside = |blank: &dyn Fn(usize) -> &'static str| -> String {
        names.iter().enumerate().map(|(index, name)| format!("{}<{name}>{index}</{name}>", blank(index))).collect()
    };
    let expected = json(schema, &plan(&inside(&|_| "")));
    for first in 0..blanks.len() {
        for step in 0..blanks.len() {
            let body = plan(&inside(&|index| blanks[(first + index * step) % blanks.len()]));
            assert_eq!(json(schema, &body), expected, "{body}");
        }
    }
}

#[test]
fn line_ends_beside_references_are_line_feeds() {
    for (text, expected) in
        [("a&amp;b\r\nc", "a&b\nc"), ("&#65;\r", "A\n"), ("a&#13;b", "a\rb"), ("\r\n&lt;\r\r", "\n<\n\n")]
    {
        let reply =
            Reply::<GetPlanService>::read(plan(&format!("<planName>{text}</planName>"))).expect("it can be read");
        let plans = &reply.response.plan.as_ref().expect("it is there").plan_detail;
        assert_eq!(plans[0].plan_name.as_deref(), Some(expected), "{text:?}");
    }
}

/// However elements are read, each of them counts.
#[tokio::test(start_paused = true)]
async fn the_limits_hold() {
    let plans = "<planDetail><planName>a</planName></planDetail><planDetail><planID>1</planID></planDetail>";
    for body in [
        plan("<planName>a</planName><planID>1</planID>"),
        plan("<planID>1</planID><planName>a</planName><other>1</other><planID>2</planID>"),
        plan("<planName>a&amp;b</planName><planID>&#65;</planID><talk>&lt;</talk>"),
        plan("<planName a=''>a</planName><planID><!-- --></planID>"),
        reply_with("GetPlanService", "1", &format!("{OK}<plan>{plans}</plan>")),
    ] {
        let elements = ["</", "<?", "<!"]
            .iter()
            .fold(body.matches('<').count(), |count, no_element| count - body.matches(no_element).count());
        // Attributes count as well.
        let elements = elements + body.matches("=\"").count() + body.matches("='").count();
        let call = async |limits: ReplyLimits| {
            let builder = Client::builder().base_url("https://vendor.example").reply_limits(limits);
            let builder = builder.credentials(Credentials::new("vendor", "user", "password", "1234")).agent("agent");
            let client = builder.transport(Scripted::replying(body.clone())).build().expect("everything is set");
            let request = GetPlanService::new("MD", PlanType::Lifeline, "21215");
            client.call(&request).reference_number("1").await.map_err(|error| error.to_string())
        };
        call(ReplyLimits::default().elements(elements).depth(5)).await.expect("it is just within the limits");
        let error = call(ReplyLimits::default().elements(elements - 1)).await.expect_err("the last is one too many");
        assert!(error.contains("more elements than are read"), "{body}: {error}");
        let error = call(ReplyLimits::default().depth(4)).await.expect_err("there are five levels");
        assert!(error.contains("nested too deep"), "{body}: {error}");
    }
}

#[test]
fn a_list_takes_little_more_room_than_it_needs() {
    for inside in ["<planName>a name</planName>", "<planName>a</planName><planID>1</planID>"] {
        let plans = format!("<planDetail>{inside}</planDetail>").repeat(10_000);
        let body = reply_with("GetPlanService", "1", &format!("{OK}<plan>{plans}</plan>"));
        let reply = Reply::<GetPlanService>::read(body).expect("it can be read");
        let plans = &reply.response.plan.as_ref().expect("it is there").plan_detail;
        assert_eq!(plans.len(), 10_000);
        assert!(plans.capacity() <= plans.len() + 100, "{}", plans.capacity());
    }
}

#[test]
fn short_rows_are_read_however_many_there_are() {
    const FEW: &[u32] = &[1, 2, 3, 4, 5, 7, 12, 60, 450, 800];
    const MANY: &[u32] = &[3000, 5000, 5500, 6000, 9500, 10_500, 12_000, 19_000, 23_456];
    let shapes = [
        ("", "<planName>Lifeline Plan</planName><planID>1315</planID>", ""),
        ("", "<planName>Plan</planName>", ""),
        ("", "<planID>1315</planID>", ""),
        // With line ends, and with what is not predicted.
        ("\n  ", "\n    <planID>1315</planID>\n  ", "\n"),
        ("", "<planID>1315</planID>", "<!-- -->"),
        ("", "<planID>1315</planID><newElement>its value</newElement>", ""),
    ];
    for (before, inside, after) in shapes {
        for count in FEW.iter().chain(MANY) {
            let row = format!("{before}<planDetail>{inside}</planDetail>{after}");
            let rows = row.repeat(usize::try_from(*count).expect("it fits"));
            let body = reply_with("GetPlanService", "1", &format!("{OK}<plan>{rows}</plan>"));
            let reply = Reply::<GetPlanService>::read(body).unwrap_or_else(|error| panic!("{count} × {row}: {error}"));
            let plans = &reply.response.plan.as_ref().expect("it is there").plan_detail;
            assert_eq!(plans.len().to_string(), count.to_string());
        }
    }
}

#[test]
fn what_comes_before_rows_leaves_memory_for_them() {
    for before in [
        "<a/>".repeat(1100),
        "<planDetail/>".repeat(300),
        "<planDetail><planID>1</planID></planDetail><!-- -->".repeat(1000),
    ] {
        let row = "<planDetail><planName>Lifeline 1000 minutes</planName><planID>1315</planID></planDetail>";
        let body = reply_with("GetPlanService", "1", &format!("{OK}<plan>{before}{}</plan>", row.repeat(30_000)));
        let reply = Reply::<GetPlanService>::read(body).unwrap_or_else(|error| panic!("{before:.50}: {error}"));
        let plans = &reply.response.plan.as_ref().expect("it is there").plan_detail;
        assert!(plans.len() >= 30_000, "{}", plans.len());
    }
}
