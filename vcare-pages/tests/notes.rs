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

/// The facts of field KIND, from the cells behind its name: format, example, need, notes and validation. Before it
/// stand the rows of MODE, which can be ADD, UPDATE or QUERY, and of LEVEL, whose values nobody lists.
fn cells(cells: [&str; 5]) -> Facts {
    let row = |name: &str, cells: [&str; 5]| format!("{name}\t{}\n", cells.join("\t"));
    let page = support::read(&format!(
        "Paint\nField (Short Description)\tFormat\tField Example\tType\tNotes\tValidation rules\n{}{}{}{}{}\
         Sample Request XML\n<VCAREOSSAPI><VCAREOSS><PAINT><MODE></MODE><LEVEL></LEVEL><ESNNUMBER></ESNNUMBER>\
         <SIM></SIM><KIND></KIND></PAINT></VCAREOSS></VCAREOSSAPI>",
        row("MODE", ["string", "ADD", "Required", "What to do.", "ADD, UPDATE, QUERY"]),
        row("LEVEL", ["string", "x", "Required", "How much.", "-"]),
        row("ESN NUMBER", ["string", "x", "Conditional", "The device.", "-"]),
        row("SIM", ["string", "x", "Conditional", "The card.", "-"]),
        row("KIND", cells),
    ));
    let kind = page.fields().find(|field| field.tag == "KIND").and_then(|field| field.row.clone());
    kind.unwrap_or_else(|| panic!("no row: {cells:?}")).facts
}

/// The values of an optional text field, from its example, notes and validation.
fn listed(example: &str, notes: &str, validation: &str) -> Vec<String> {
    cells(["string", example, "Optional", notes, validation]).values
}

const NONE: [&str; 0] = [];

#[test]
fn numbered_lists() {
    let programs = ["SNAP", "MEDICAID", "SSI", "FPHA"];
    assert_eq!(listed("SNAP", "The program.", "Possible values: 1. SNAP 2. MEDICAID 3. SSI 4. FPHA"), programs);
    assert_eq!(listed("", "The program.", "Possible values: 1. SNAP 2. MEDICAID 3. SSI 4. FPHA"), programs);
    assert_eq!(listed("PAID", "1) PAID 2) UNPAID 3) PARTIAL", ""), ["PAID", "UNPAID", "PARTIAL"]);
    assert_eq!(listed("1", "1) PAID 2) UNPAID 3) PARTIAL", ""), ["1", "2", "3"]);
    assert_eq!(listed("Oak", "(1) Oak, (2) Beech", ""), ["Oak", "Beech"]);
    assert_eq!(listed("SNAP", "", "1.SNAP 2.SSI"), ["SNAP", "SSI"]);
    assert_eq!(listed("1.5", "1.5 or 2.5 as it is", ""), NONE);
    assert_eq!(listed("Oak", "1. Open the tin. 2. Stir it well.", ""), NONE);
}

#[test]
fn remarks_beside_values() {
    let carriers = ["ATT", "TMB", "VZW", "ALL"];
    assert_eq!(listed("ATT", "", "ATT (AT&T), TMB (T-Mobile), VZW (Verizon), ALL"), carriers);
    assert_eq!(listed("Low", "", "Low,Medium,High (default Medium)"), ["Low", "Medium", "High"]);
    assert_eq!(listed("Low", "", "Low, Medium (default), High"), ["Low", "Medium", "High"]);
    assert_eq!(listed("Low", "", "Low or High, by default Low"), ["Low", "High"]);
    assert_eq!(listed("DEFAULT", "", "DEFAULT, CUSTOM"), ["DEFAULT", "CUSTOM"]);
    assert_eq!(listed("LTE", "", "3G, 4G, LTE & 5G"), ["3G", "4G", "LTE", "5G"]);
    assert_eq!(listed("15", "Minutes.", "15, 30, 45 and 60 mins."), ["15", "30", "45", "60"]);
    assert_eq!(listed("0.5", "0.5 or 1.5 litres", ""), ["0.5", "1.5"]);
    assert_eq!(listed("OPEN", "The state (OPEN, CLOSED) of it.", ""), ["OPEN", "CLOSED"]);
    assert_eq!(listed("ENGLISH", "", "ENGLISH|SPANISH"), ["ENGLISH", "SPANISH"]);
    assert_eq!(listed("ENGLISH", "", "ENGLISH | SPANISH | FRENCH"), ["ENGLISH", "SPANISH", "FRENCH"]);
    assert_eq!(listed("Oak", "", "Oak; Beech; Pine"), ["Oak", "Beech", "Pine"]);
    assert_eq!(listed("en", "Language, en or es", ""), ["en", "es"]);
    assert_eq!(listed("EN", "Language, EN/ES. Default: EN", ""), ["EN", "ES"]);
    assert_eq!(listed("RED", "The hue. RED, BLUE. If RED, a NEW TIN is needed", ""), ["RED", "BLUE"]);
    // Nobody knows what else there is.
    assert_eq!(listed("Oak", "Valid values: Oak, Beech etc.", ""), NONE);
}

#[test]
fn examples_in_words_are_no_list() {
    let zip = cells(["string", "71301", "Required", "5 digit or 5+4 digit zip code e.g. 71301 or 71301-1234", ""]);
    assert_eq!((zip.values, zip.length), (Vec::new(), None));
    assert_eq!(listed("RED", "The hue, for example RED, BLUE", ""), NONE);
    assert_eq!(listed("RED", "The hue (e.g. RED, BLUE) of it.", ""), NONE);
    assert_eq!(listed("RED", "The hue, e.g. of the door. RED, BLUE", ""), ["RED", "BLUE"]);
}

#[test]
fn the_list_that_has_the_example_is_meant() {
    // The rules of validation say it best.
    assert_eq!(listed("Red", "Expected values: Red, Blue, Green", "Red, Blue"), ["Red", "Blue"]);
    // What they list is not about this field.
    assert_eq!(listed("Red", "Should be Red or Blue.", "Possible values: SMALL, LARGE"), ["Red", "Blue"]);
    assert_eq!(listed("Red", "Possible values: Small, Large", ""), ["Small", "Large"]);
}

#[test]
fn values_with_their_meanings() {
    assert_eq!(listed("Y", "", "Y - Tribal, N - Non tribal"), ["Y", "N"]);
    assert_eq!(listed("", "", "Y - Tribal, N - Non tribal"), ["Y", "N"]);
    assert_eq!(listed("1", "", "1 = Active 0 = Inactive"), ["1", "0"]);
    assert_eq!(listed("1", "1 for active or 0 for inactive.", ""), ["1", "0"]);
    assert_eq!(listed("2", "1: Wet; 2: Dry", ""), ["1", "2"]);
    assert_eq!(listed("7", "From 1 - 100, or 200 - 300", ""), NONE);
    let action = "string NEW Required NEW - to submit new request, UPDATE - to update, QUERY - to get status of port NEW, UPDATE, CANCEL, QUERY";
    assert_eq!(values(action), ["NEW", "UPDATE", "CANCEL", "QUERY"]);
}

#[test]
fn yes_or_no() {
    assert_eq!(listed("Yes", "Whether it is wet, Yes or No", ""), ["Yes", "No"]);
    assert_eq!(listed("", "Whether it is wet. Yes or No.", "None"), ["Yes", "No"]);
    assert_eq!(listed("false", "true/false, as you like it", ""), ["true", "false"]);
    assert_eq!(listed("blue", "Whether yes or no is not known", ""), NONE);
    assert_eq!(listed("Y", "Y (Yes) or N (No)", ""), ["Y", "N"]);
}

#[test]
fn forms_of_dates_and_times() {
    let form = |example: &str, notes: &str| {
        let found = cells(["string", example, "Optional", notes, ""]);
        assert_eq!(found.values, NONE, "{notes}");
        found.pattern.unwrap_or_else(|| found.dates.join(" "))
    };
    assert_eq!(form("01/31/2024 13:00:00", "MM/DD/YYYY HH:MM:SS"), "99/99/9999 99:99:99");
    assert_eq!(form("2024-01-31 13:00:00", "Sent as YYYY-MM-DD HH:MM:SS"), "9999-99-99 99:99:99");
    assert_eq!(form("2024-01-31T13:00:00", "yyyy-MM-ddTHH:mm:ss"), "9999-99-99T99:99:99");
    assert_eq!(form("01/31/2024 01:00 PM", "MM/DD/YYYY HH:MM AM/PM"), "99/99/9999 99:99 AA");
    assert_eq!(form("13:00", "The hour, HH:MM."), "99:99");
    assert_eq!(form("2024-01-31", "MM/DD/YYYY. Before, it was YYYY-MM-DD"), "YYYY-MM-DD");
    assert_eq!(form("now", "MM/DD/YYYY, HH:MM:SS"), "");
}

#[test]
fn defaults() {
    let default = |format: &str, example: &str, notes: &str, validation: &str| {
        cells([format, example, "Optional", notes, validation]).default.unwrap_or_default()
    };
    assert_eq!(default("string", "", "Default is false", ""), "false");
    assert_eq!(default("string", "", "Default: no.", ""), "no");
    assert_eq!(default("string", "", "Default is 'matt'", ""), "matt");
    assert_eq!(default("string", "matt", "Default is matt.", "matt, gloss"), "matt");
    assert_eq!(default("string", "Matt", "Defaults to Half Gloss.", "Matt, Half Gloss"), "Half Gloss");
    assert_eq!(default("string", "Low", "", "Low,Medium,High (default Medium)"), "Medium");
    assert_eq!(default("string", "Low", "", "Low, Medium (default), High"), "Medium");
    assert_eq!(default("string", "Low", "Low is the default.", "Low, High"), "Low");
    assert_eq!(default("string", "", "By default current date", ""), "");
    assert_eq!(default("string", "", "By default The server decides.", ""), "");
    assert_eq!(default("string", "", "There is no default.", ""), "");
    // What the field cannot be is no default of it.
    assert_eq!(default("Date", "2024-01-31", "Date in YYYY-MM-DD format. By default current date.", ""), "");
    assert_eq!(default("Date", "2024-01-31", "Date in YYYY-MM-DD format. Default: Today.", ""), "");
    assert_eq!(default("Numeric", "5", "Default value ALL", ""), "");
    assert_eq!(default("string", "RED", "Default value GREEN.", "RED, BLUE"), "");
    assert_eq!(default("string", "12345", "Exactly 5 digits. Default 12", ""), "");
}

#[test]
fn numbers_of_characters() {
    let said = |format: &str, example: &str, notes: &str| {
        let found = cells([format, example, "Optional", notes, ""]);
        (found.chars.join(" "), found.length)
    };
    let digits = |length| ("digits".to_owned(), length);
    let ten = digits(Some(Length::Exactly(10)));
    assert_eq!(said("string", "5551234567", "10 digits, should not start with 0 or 1"), ten);
    assert_eq!(said("string", "5551234567", "10 digit numeric"), ten);
    assert_eq!(said("string", "5551234567", "Must be a valid 10 digit number"), ten);
    assert_eq!(said("string", "12345", "The code is 5 digits or 9."), (String::new(), None));
    assert_eq!(facts("string 5551234567 Required The phone 10 digits, no blanks").length, ten.1);
    assert_eq!(facts("string MD Required The state 2 letters").chars, ["letters"]);
    assert_eq!(said("string", "12345", "Has to contain 2 letters, and 3 digits"), (String::new(), None));
    assert_eq!(said("string", "12345", "Has to contain 3 digits"), (String::new(), None));
    assert_eq!(said("string", "5551234567", "The phone. A ten-digit number."), ten);
    assert_eq!(said("string", "MD", "2 letters"), ("letters".to_owned(), Some(Length::Exactly(2))));
    assert_eq!(said("string", "A1B2", "4 characters"), (String::new(), Some(Length::Exactly(4))));
    assert_eq!(said("string", "AB-12", "5 digits"), (String::new(), Some(Length::Exactly(5))));
    assert_eq!(said("string", "1", "8 or 10 digits"), (String::new(), None));
}

#[test]
fn a_maximum_can_be_of_a_number() {
    let max = |format: &str, example: &str, notes: &str| cells([format, example, "Optional", notes, ""]).length;
    assert_eq!(max("Numeric", "50", "Records per page. Minimum 1 and maximum 100."), None);
    assert_eq!(max("string", "50", "Records per page. Minimum 1 and maximum 100."), None);
    assert_eq!(max("Numeric", "50", "Maximum 100."), None);
    assert_eq!(max("string", "50", "Between 1 and max 100."), None);
    assert_eq!(max("string", "50", "Valid up to 30 days."), None);
    assert_eq!(max("string", "100.50", "Amount, up to 2 decimals, maximum 500.00"), None);
    assert_eq!(max("Numeric", "50", "Maximum 10 digits."), Some(Length::AtMost(10)));
    assert_eq!(max("Numeric", "50", "Max length 10"), Some(Length::AtMost(10)));
    assert_eq!(max("string", "Ann", "Minimum 2 and maximum 30 characters."), Some(Length::AtMost(30)));
    assert_eq!(max("string", "Ann", "Max 30 only."), Some(Length::AtMost(30)));
    assert_eq!(max("string", "Ann", "A name, upto 30 characters"), Some(Length::AtMost(30)));
}

#[test]
fn conditions_with_several_values() {
    let when = |notes: &str| {
        let condition = cells(["string", "x", "Conditional", notes, ""]).condition?;
        Some(format!("{} {}{}", condition.tag, condition.values.join(" "), if condition.and_more { " +" } else { "" }))
    };
    let said = |text: &str| Some(text.to_owned());
    // Nobody lists what LEVEL can be.
    assert_eq!(when("Required if LEVEL is LOW, MID or HIGH Numeric"), said("LEVEL LOW MID HIGH"));
    assert_eq!(when("Required if LEVEL = 1, 2 or 3."), said("LEVEL 1 2 3"));
    assert_eq!(when("Required if LEVEL is LOW, SIM is needed too."), said("LEVEL LOW"));
    assert_eq!(when("Required if LEVEL is LOW or SHADE is DARK."), said("LEVEL LOW"));
    assert_eq!(when("Required if MODE is ADD and UPDATE."), said("MODE ADD UPDATE"));
    assert_eq!(when("Required if MODE is ADD or UPDATE and it is new."), said("MODE ADD UPDATE +"));
    // What is not named, where all are known.
    assert_eq!(when("Mandatory unless MODE is QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Mandatory unless MODE is QUERY or ADD."), said("MODE UPDATE"));
    assert_eq!(when("Mandatory unless LEVEL is LOW"), None);
    assert_eq!(when("Not required unless MODE is QUERY"), said("MODE QUERY"));
    assert_eq!(when("Required if MODE is not QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Not required if MODE is QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Cannot be blank if MODE is ADD"), said("MODE ADD"));
    assert_eq!(when("Required if MODE is ADD, otherwise optional."), said("MODE ADD"));
    assert_eq!(when("If MODE is ADD then it is required."), said("MODE ADD"));
    assert_eq!(when("Required when MODE is either ADD or UPDATE"), said("MODE ADD UPDATE"));
    assert_eq!(when("Required if MODE is one of ADD, UPDATE"), said("MODE ADD UPDATE"));
    assert_eq!(when("Required if MODE is UPDATE & LEVEL is LOW"), said("MODE UPDATE +"));
    assert_eq!(when("Leave blank unless MODE is ADD"), said("MODE ADD"));
    assert_eq!(when("Ignored when MODE is QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Required except when MODE is QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Required if MODE != QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Do not pass if MODE is QUERY"), said("MODE ADD UPDATE"));
    assert_eq!(when("Should not be passed when MODE is QUERY or ADD"), said("MODE UPDATE"));
    assert_eq!(when("Can be blank if MODE is ADD, required if MODE is UPDATE"), said("MODE UPDATE"));
    assert_eq!(when("Required if LEVEL is not LOW; if MODE is ADD it is needed"), said("MODE ADD"));
}

#[test]
fn one_of_several_fields() {
    let choice = |notes: &str| cells(["string", "x", "Conditional", notes, ""]).one_of;
    assert_eq!(choice("Either KIND or SIM is required."), ["KIND", "SIM"]);
    assert_eq!(choice("either ESN or KIND is required"), ["KIND", "ESNNUMBER"]);
    assert_eq!(choice("SIM or KIND must be passed."), ["KIND", "SIM"]);
    assert_eq!(choice("At least one of KIND, SIM and ESN NUMBER has to be there."), ["KIND", "ESNNUMBER", "SIM"]);
    // These are others' concern.
    assert_eq!(choice("Either ESN or SIM is required."), NONE);
    assert_eq!(choice("Either red or blue is fine."), NONE);
    assert_eq!(choice("Required if SIM or KIND is required."), NONE);
    assert_eq!(choice("A simple text."), NONE);
    assert_eq!(choice("Required when MODE is either ADD or UPDATE"), NONE);
    // Fields are no values.
    let found = cells(["string", "5 5", "Conditional", "You can pass either KIND or SIM.", "Max length 10"]);
    assert_eq!((found.values.len(), found.one_of.len(), found.length), (0, 2, Some(Length::AtMost(10))));
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
    assert_eq!(facts("Numeric 1 Required The number. Length 8-20").length, Some(Length::AtMost(20)));
    assert_eq!(facts("Numeric 30.50 Required An amount").chars, Vec::<String>::new());
    assert_eq!(facts("string 12/24 Required MM/YY").pattern.as_deref(), Some("99/99"));
    assert_eq!(facts("string A1 Required The code. Alphanumeric").chars, ["letters", "digits"]);
}

#[test]
fn a_default_can_begin_like_a_word() {
    assert_eq!(
        facts("string DESC Optional The order. Default value is ASC. ASC or DESC").default.as_deref(),
        Some("ASC")
    );
    assert_eq!(facts("string OTHER Optional What it is. Default is ASSET.").default.as_deref(), Some("ASSET"));
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

#[test]
fn conditions_on_two_fields() {
    let also = |notes: &str| {
        let condition = cells(["string", "x", "Conditional", notes, ""]).condition.expect("it has one");
        condition.also.iter().map(|(tag, values)| format!("{tag} {}", values.join(" "))).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(also("Required if MODE=UPDATE and LEVEL=LOW"), "LEVEL LOW");
    assert_eq!(also("Required if MODE is UPDATE & LEVEL is LOW or MID."), "LEVEL LOW MID");
    assert_eq!(also("Required if MODE is ADD and LEVEL is LOW and SIM is X1."), "LEVEL LOW; SIM X1");
    // Words that no field has, or the opposite, leave it open.
    assert_eq!(also("Required if MODE is ADD and it is new."), "");
    assert_eq!(also("Required if MODE is ADD and LEVEL is not LOW."), "");
    assert_eq!(also("Required if MODE is ADD and LEVEL is LOW and it is new."), "");
}

#[test]
fn exceptions() {
    let unless = |notes: &str| {
        let unless = cells(["string", "x", "Conditional", notes, ""]).unless?;
        Some(format!("{} {}", unless.tag, unless.values.join(" ")))
    };
    let said = |text: &str| Some(text.to_owned());
    assert_eq!(unless("Required except when MODE is QUERY."), said("MODE QUERY"));
    assert_eq!(unless("Mandatory unless LEVEL is LOW or MID"), said("LEVEL LOW MID"));
    assert_eq!(unless("Not required unless MODE is QUERY"), None);
    assert_eq!(unless("Required if MODE is QUERY"), None);
    assert_eq!(unless("Leave blank unless MODE is ADD"), None);
}

#[test]
fn amounts() {
    let of = |format: &str, example: &str, notes: &str| {
        let facts = cells([format, example, "Optional", notes, ""]);
        assert!(!facts.amount || (facts.chars.is_empty() && facts.length.is_none()));
        facts.amount
    };
    assert!(of("decimal", "10.00", "What to add. Only numbers and decimal."));
    assert!(of("decimal", "", "The price."));
    assert!(of("string", "10", "The amount. Only numbers and decimals are allowed."));
    assert!(of("Amount", "10", "What to add."));
    // A decimal number can be something else than money.
    assert!(!of("decimal", "1.2345", "The price of one."));
    assert!(!of("decimal", "1", "How far it is."));
    assert!(!of("Numeric", "10", "The amount."));
}
