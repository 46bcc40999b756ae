//! What is read from a field's notes.

mod support;

use vcare_pages::page::{Facts, Length};

/// The facts of field KIND, from its row as text.
fn facts(row: &str) -> Facts {
    let page = support::read(&format!(
        "Paint\nField (Short Description) Value/Tag Name Format Field Example Type Notes Validation rules\n\
         MODE string ADD Required What to do. ADD, UPDATE\nKIND {row}\nSample Request XML\n\
         <VCAREOSSAPI><VCAREOSS><PAINT><MODE></MODE><KIND></KIND><MDN></MDN></PAINT></VCAREOSS></VCAREOSSAPI>"
    ));
    let kind = page.fields().find(|field| field.tag == "KIND").and_then(|field| field.row.clone());
    kind.unwrap_or_else(|| panic!("no row: {row}")).facts
}

fn values(row: &str) -> Vec<String> {
    facts(row).values
}

#[test]
fn lists_of_values() {
    assert_eq!(values("string OAK Required This says which wood it is OAK,BEECH"), ["OAK", "BEECH"]);
    assert_eq!(values("string BIG BAG Required The type of bag BIG BAG, BOX"), ["BIG BAG", "BOX"]);
    assert_eq!(
        values("string Red Required The colour of it. Deep\nBlue, Red, Light\nGreen"),
        ["Deep Blue", "Red", "Light Green"]
    );
    assert_eq!(values("string Red Required The colour of it. Blue,\nRed, Green"), ["Blue", "Red", "Green"]);
    assert_eq!(values("char Y Optional is it so must be Y Or N Y or N"), ["Y", "N"]);
    assert_eq!(values("string BRUSH Required How it is put on 'BRUSH','SPRAY CAN'"), ["BRUSH", "SPRAY CAN"]);
    assert_eq!(values("string Damage Required The reason Never Received, Lost/Stolen"), Vec::<String>::new());
    assert_eq!(values("string Old Required The reason. Old, Lost/Stolen"), ["Old", "Lost/Stolen"]);
    assert_eq!(
        values("string Jr. Optional The suffix. Only allow Jr. or Sr. or II or III."),
        ["Jr.", "Sr.", "II", "III"]
    );
    assert_eq!(values("char W Required Has to be one of W=Wet or D = Dry W or D"), ["W", "D"]);
    assert_eq!(values("string Y Optional Whether it dries or not Y or N"), ["Y", "N"]);
    assert_eq!(values("string X Optional Expected Values:\"matt\",\"gloss\", \"satin\""), ["matt", "gloss", "satin"]);
    assert_eq!(values("string MD Required The tone should be a standard one, and nothing else."), Vec::<String>::new());
}

/// The values in a condition are those of the other field.
#[test]
fn values_of_a_condition_are_no_values_of_the_field() {
    let found = facts("string x Conditional The hue. Required if MODE = ADD or UPDATE");
    assert_eq!(found.values, Vec::<String>::new());
    assert_eq!(found.condition.map(|condition| condition.values), Some(vec!["ADD".to_owned(), "UPDATE".to_owned()]));
    let found = facts("string RED Conditional Required only when MODE is ADD. RED, BLUE");
    assert_eq!(found.values, ["RED", "BLUE"]);
}

#[test]
fn characters_and_lengths() {
    let name = facts("string Ann Required Only letters, space, apostrophe and hyphen.Max length - 50 symbols.");
    assert_eq!(name.chars, ["letters", " ", "'", "-"]);
    assert_eq!(name.length, Some(Length::AtMost(50)));
    assert_eq!(facts("Numeric 123 Required Max=16 digits").length, Some(Length::AtMost(16)));
    assert_eq!(facts("string MD Required The form which is two characters.").length, Some(Length::Exactly(2)));
    assert_eq!(facts("Numeric 1 Required The number. Length should be 18.").length, Some(Length::Exactly(18)));
    assert_eq!(facts("Numeric 1 Required The number. Length: 8").length, Some(Length::Exactly(8)));
    assert_eq!(facts("Numeric 1 Required The number. Length 8-20").length, None);
    assert_eq!(facts("Numeric 30.50 Required An amount").chars, Vec::<String>::new());
    assert_eq!(facts("string 12/24 Required MM/YY").pattern.as_deref(), Some("99/99"));
    assert_eq!(facts("string A1 Required The code. Alphanumeric").chars, ["letters", "digits"]);
}

#[test]
fn conditions() {
    let when = |row: &str| {
        let condition = facts(row).condition?;
        Some((condition.tag, condition.values.join(" "), condition.called.unwrap_or_default(), condition.and_more))
    };
    let said = |tag: &str, values: &str, called: &str, more| {
        Some((tag.to_owned(), values.to_owned(), called.to_owned(), more))
    };
    assert_eq!(when("string x Conditional Required if MODE=\"ADD\""), said("MODE", "ADD", "", false));
    assert_eq!(when("string x Conditional Required if ACTION=\"ADD\""), said("MODE", "ADD", "ACTION", false));
    assert_eq!(when("string x Conditional if mode is update then required."), said("MODE", "UPDATE", "", false));
    assert_eq!(when("string x Conditional Needed where Mode = ADD and it is new."), said("MODE", "ADD", "", true));
    assert_eq!(
        when("string x Conditional Only in case if the MODE is ADD or UPDATE."),
        said("MODE", "ADD UPDATE", "", false)
    );
    assert_eq!(when("string x Conditional Required when the weather is fine"), None);
    let must_be = facts("string Y Optional If mode is ADD or UPDATE this will always be passed as N. Y or N").must_be;
    assert_eq!(
        must_be.map(|(value, when)| (value, when.tag, when.values.join(" "))),
        Some(("N".to_owned(), "MODE".to_owned(), "ADD UPDATE".to_owned()))
    );
    let empty = facts("string x Conditional You can pass empty value when MODE is not ADD.");
    assert!(empty.may_be_empty && empty.condition.is_some());
    assert_eq!(facts("string x Conditional If MDN is empty then it is Required.").one_of, ["KIND", "MDN"]);
}
