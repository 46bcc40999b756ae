//! What in a field's row a rule of the spec can come from, where no program reads the rule from it.

mod support;

use support::{differences, drafted, in_lines};

/// What comparing says of field KIND, from its cells example, notes and validation, and its rules in the spec. Nobody
/// lists what LEVEL can be, so no program reads a condition by it with "unless".
fn told(name: &str, row: [&str; 3], rules: &str) -> Vec<String> {
    let [example, notes, validation] = row;
    let page = support::read(&format!(
        "Paint\n\nThis API is used to paint.\n\nEnd Point https://www.example.com/vcareOssApi/Paint/\n\
         Field (Short Description)\tFormat\tField Example\tType\tNotes\tValidation rules\n\
         LEVEL\tstring\tLOW\tRequired\tHow much.\t-\nKIND\tstring\t{example}\tConditional\t{notes}\t{validation}\n\
         Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><LEVEL></LEVEL><KIND></KIND></PAINT></VCAREOSS>\
         </VCAREOSSAPI>\nSample Response\n<VcareOssApi><Paint><statusCode>00</statusCode><id></id></Paint></VcareOssApi>\n"
    ));
    let draft = drafted(&page);
    let line = draft.lines().find(|line| line.starts_with("KIND ")).expect("the draft has the field");
    let condition = if rules.contains("when") { "" } else { "condition = \"it is wet\", " };
    let own = format!("KIND = {{ need = \"conditional\", {condition}{rules}, doc = \"\" }}");
    in_lines(&differences(&format!("evidence_{name}"), &page, &draft.replacen(line, &own, 1)))
}

/// The row that is told.
fn only(what: &str, spec: &str) -> [String; 1] {
    [format!("request PAINT/KIND has otherwise {what}: \"\" / {spec:?}")]
}

const SILENT: [&str; 0] = [];

#[test]
fn a_default() {
    let of = |name, notes, validation| told(name, ["Yes", notes, validation], "default = \"No\", example = \"Yes\"");
    assert_eq!(of("treated", "Whether it is wet. Anything else is treated as No", ""), SILENT);
    assert_eq!(of("stated", "Where nothing is sent the server goes on with No", ""), SILENT);
    assert_eq!(of("prose", "The default depends on the day.", ""), SILENT);
    assert_eq!(of("not_at_all", "Whether it is wet.", ""), only("default", "No"));
    let listed = "default = \"No\", values = [\"Yes\", \"No\"], example = \"Yes\"";
    assert_eq!(told("listed", ["Yes", "Whether it is wet.", "Yes or No"], listed), only("default", "No"));
    assert_eq!(told("listed_twice", ["Yes", "Blank means no.", "Yes or No"], listed), SILENT);
    assert_eq!(told("omitted", ["Yes", "Can be omitted.", "Yes or No"], listed), SILENT);
}

#[test]
fn a_list() {
    let of = |name, notes| told(name, ["", notes, ""], "values = [\"Oak\", \"Beech\"], example = \"Oak\"");
    assert_eq!(of("values_named", "We have oak, which is dark; and there is beech for what is light."), SILENT);
    assert_eq!(of("value_lacking", "We have oak, which is dark."), only("values", "Beech"));
}

#[test]
fn characters_and_length() {
    let of = |name, notes| told(name, ["x", notes, ""], "chars = \"digits\", length = 5, example = \"12345\"");
    assert_eq!(of("digits", "A number; five of its digits are looked at."), SILENT);
    assert_eq!(
        of("nothing", "What it is."),
        [only("chars", "digits"), only("length", "exactly 5")].concat().as_slice()
    );
}

#[test]
fn a_condition() {
    let of = |name, notes| told(name, ["x", notes, ""], "when = { LEVEL = [\"MID\", \"HIGH\"] }, example = \"x\"");
    assert_eq!(of("named", "Has to do with MID and HIGH levels."), SILENT);
    assert_eq!(of("unless", "Mandatory unless LEVEL is LOW"), SILENT);
    assert_eq!(of("except", "Needed for every level except \"low\"."), SILENT);
    assert_eq!(of("unless_in_words", "Mandatory unless the weather is fine"), only("when", "LEVEL is MID or HIGH"));
    assert_eq!(of("now_and_then", "Needed now and then."), only("when", "LEVEL is MID or HIGH"));
}

/// What another row says is evidence for anything.
#[test]
fn another_row() {
    let all = "when = { LEVEL = \"HIGH\" }, default = \"12345\", chars = \"digits\", length = 5, example = \"12345\"";
    for (name, notes) in [
        ("same_as_above", "Same as above"),
        ("same_as", "The same rules as LEVEL."),
        ("as_above", "As mentioned above."),
        ("see_above", "See above."),
    ] {
        assert_eq!(told(name, ["x", notes, ""], all), SILENT, "{notes}");
    }
    assert!(!told("not_the_same", ["x", "The same every day.", ""], all).is_empty());
}
