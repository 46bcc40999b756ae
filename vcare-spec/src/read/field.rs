//! Reads a request field's line.

use toml::Spanned;
use toml::de::DeValue;

use super::condition::{read_must_be, read_when};
use super::field_shape::{holds_fields, read_field_name, read_shape, report_fields_inside};
use super::format::{read_any_case, read_content, read_length};
use super::keys::{Entry, Keys};
use super::nested::{dotted, report_dotted_tag};
use super::odd_shapes::{mixed_classes, report_named_one_by_one, report_swapped};
use super::reader::{Reader, has_fields, type_name};
use super::synonyms::date_meant;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{AllowedValue, Chars, ClientValue, Condition, Field, KeyLocation, Need, Sensitivity, Values, When};
use crate::names;
use crate::source::{At, Location};
use crate::suggest::meant;

/// The words of `need`. What a conditional field depends on stands under keys of its own.
#[derive(Clone, Copy)]
enum NeedWord {
    Required,
    Optional,
    Conditional,
}

const NEEDS: &[(&str, NeedWord)] =
    &[("required", NeedWord::Required), ("optional", NeedWord::Optional), ("conditional", NeedWord::Conditional)];

const ABSENT: &[(&str, bool)] = &[("empty", true), ("left out", false)];

const FIELD: &[&str] = &[
    "need",
    "rust",
    "doc",
    "condition",
    "when",
    "unless",
    "values",
    "any_case",
    "chars",
    "length",
    "min",
    "max",
    "pattern",
    "date",
    "amount",
    "base64",
    "trim",
    "default",
    "absent",
    "sensitive",
    "blank",
    "wrong",
    "wrong_length",
    "must_be",
    "from",
    "example",
    "repeated",
    "numbered",
    "group",
];

/// Reads the table behind a tag.
pub(super) fn read_field(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<Field> {
    let name = read_field_name(reader, entry)?;
    let wire = name.wire.clone();
    let owner = format!("field {}", entry.key);
    // Its keys can be written with dots, `KIND.need`, but not two tags.
    if let Some(written) = dotted(entry).filter(|_| has_fields(entry.value.get_ref())) {
        report_dotted_tag(reader, entry, &written);
        return None;
    }
    if holds_fields(entry) {
        report_fields_inside(reader, entry);
        return None;
    }
    let mut keys = reader.entry_table(entry, &owner, "expected a table, `{ need = \"…\", doc = \"…\" }`")?;
    if let Some(need) = keys.get("need").filter(|need| need.get_ref().as_str() == Some("shared")) {
        reader.out.push_with_help(
            Code::UnknownWord,
            &reader.place(need.span()),
            "unknown need `shared`",
            "expected `required`, `optional` or `conditional`",
            Some(format!("a field of `vcare.toml` is taken over as a whole: write `{} = \"shared\"`", entry.key)),
        );
        return None;
    }
    keys = keys.closed(reader, &owner, FIELD);

    // What contradicts itself was read: it is judged with the rest.
    let mut contradictions = Diagnostics::default();
    let need = read_need(reader, &mut keys, &owner, &mut contradictions);
    let rust = read_rust_name(reader, &mut keys, || At::new(names::field_name(&wire.value), wire.place.clone()));
    let doc = keys.required(reader, "doc", &owner).unwrap_or_default();
    let before = reader.out.0.len();
    let mut values = keys.read(reader, "values", |reader, value| read_values(reader, value, &rust));
    if keys.has("values") {
        leave_aside(reader, &mut keys, &owner, before, &mut values, &mut contradictions);
    }
    read_any_case(reader, &mut keys, &owner, values.as_mut(), &mut contradictions);
    let (repeat, group) = read_shape(reader, &mut keys, &name, &owner, &mut contradictions);
    let absent_empty = keys.word(reader, "absent", "way to send an absent field", ABSENT);
    let from = keys.word(reader, "from", "setting of the client", ClientValue::WORDS).map(|from| from.value);
    let schema = vcare_schema::Field {
        rust,
        doc,
        need,
        values,
        chars: keys.read(reader, "chars", |reader, value| read_chars(reader, value)),
        length: read_length(reader, &mut keys),
        content: read_content(reader, &mut keys, &owner, &mut contradictions),
        pattern: keys.read(reader, "pattern", |reader, value| read_pattern(reader, value)),
        trim: keys.flag(reader, "trim"),
        default: keys.string(reader, "default"),
        absent_empty: absent_empty.is_some_and(|absent| absent.value),
        sensitivity: sensitivity_of(reader, &mut keys, from, &owner, &mut contradictions),
        blank: keys.code(reader, "blank"),
        wrong: keys.code(reader, "wrong"),
        wrong_length: keys.code(reader, "wrong_length"),
        must_be: keys.read(reader, "must_be", |reader, value| read_must_be(reader, value)),
        from,
        example: keys.string(reader, "example"),
        wire,
        path: name.path,
        attribute: name.is_attribute,
        group: None,
        repeat,
    };
    let place_of = |key: &&'static str| {
        let place = reader.place(keys.key_span(key));
        let value = keys.get(key).map_or_else(|| place.clone(), |value| reader.place(value.span()));
        KeyLocation { key, place, value }
    };
    let places = FIELD.iter().filter(|key| keys.has(key)).map(place_of).collect();
    Some(Field {
        schema,
        group,
        shared: false,
        shared_values: false,
        keys: places,
        unread: keys.into_unread(),
        contradictions: contradictions.0,
    })
}

/// Values beside another format are one contradiction, whatever else they are.
fn leave_aside(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    owner: &str,
    before: usize,
    values: &mut Option<Values>,
    out: &mut Diagnostics,
) {
    let is_told_with_content = ["date", "amount", "base64"].iter().any(|key| keys.has(key));
    let other = ["chars", "length", "min", "max", "pattern"].into_iter().find(|key| keys.has_exactly(key));
    let has_mistakes = reader.out.0.len() > before;
    let is_one_slip = is_told_with_content || (has_mistakes && other.is_some());
    if !is_one_slip {
        return;
    }
    reader.out.0.truncate(before);
    keys.leave_unread("values");
    *values = None;
    if let Some(other) = other.filter(|_| !is_told_with_content) {
        out.push(
            Code::Contradiction,
            &reader.place(keys.key_span(other)),
            format!("{owner} has `values` beside `{other}`"),
            format!("the list already says what the field can have: leave `{other}` out"),
        );
    }
}

/// `need`, and for a conditional field what it depends on. A field whose need cannot be read is there all the same, for
/// the rules that name it.
fn read_need(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>, owner: &str, out: &mut Diagnostics) -> Need {
    keys.must_have(reader, "need", owner, "\"…\"");
    let word = keys.word(reader, "need", "need", NEEDS);
    let condition = keys.string(reader, "condition");
    let when = keys.read(reader, "when", |reader, value| read_when(reader, value, "when"));
    let unless = keys.read(reader, "unless", |reader, value| read_when(reader, value, "unless"));
    let is_unread = ["need", "when", "unless", "condition"].iter().any(|key| keys.is_unread(key));
    let mut contradiction = |place: &Location, message: String, label: &str| {
        if !is_unread {
            out.push(Code::Contradiction, place, message, label);
        }
    };
    let need = word.as_ref().map(|word| word.value);
    let given = [
        when.map(|when| ("when", place_of(&when), Condition::When(when))),
        unless.map(|when| ("unless", place_of(&when), Condition::Unless(when))),
        condition.map(|words| ("condition", words.place.clone(), Condition::InWords(words))),
    ];
    let mut given = given.into_iter().flatten();
    match (need.unwrap_or(NeedWord::Conditional), given.next()) {
        (NeedWord::Conditional, None) => {
            if let Some(word) = word.filter(|_| !is_unread) {
                out.push(
                    Code::MissingKey,
                    &word.place,
                    format!("{owner} is conditional on nothing"),
                    "expected `when = { FIELD = \"value\" }`, `unless`, or `condition = \"…\"` in words where only the \
                     server can tell",
                );
            }
            Need::Optional
        }
        (NeedWord::Conditional, Some((key, place, first))) => {
            if let Some((other, ..)) = given.next() {
                let label = match (key, other) {
                    (_, "condition") => {
                        format!("`{key}` is checked before sending, `condition` is left to the server: keep one")
                    }
                    _ => "expected one of them: all of what `when` names must hold".to_owned(),
                };
                contradiction(&place, format!("{owner} has both `{key}` and `{other}`"), &label);
            }
            Need::Conditional(first)
        }
        (need, first) => {
            if let Some((_, place, _)) = first {
                contradiction(
                    &place,
                    format!("{owner} has a condition but is not conditional"),
                    "expected `need = \"conditional\"`",
                );
                // Whether it is required after all, nobody knows.
                return Need::Optional;
            }
            if matches!(need, NeedWord::Required) { Need::Required } else { Need::Optional }
        }
    }
}

/// Where a condition stands: at its first field.
fn place_of(when: &When) -> Location {
    when.all.first().map(|is| is.field.place.clone()).unwrap_or_default()
}

/// The key as a tag, with a message where it cannot be one.
pub(super) fn read_tag(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<At<String>> {
    let place = reader.place(entry.key_span.clone());
    if names::is_tag(entry.key) {
        return Some(At::new(entry.key.to_owned(), place));
    }
    reader.not_a_tag(&At::new(entry.key.to_owned(), place));
    None
}

/// `rust = "…"`, or the name derived from the wire name.
pub(super) fn read_rust_name(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    derive: impl FnOnce() -> At<String>,
) -> At<String> {
    let Some(name) = keys.string(reader, "rust") else { return derive() };
    if !names::is_identifier(&name.value) {
        let what = if names::is_keyword(&name.value) { "a keyword of Rust" } else { "no identifier in Rust" };
        reader.out.push_with_help(
            Code::BadRustName,
            &name.place,
            format!("`{}` is {what}", name.value),
            "expected a name like `plan_type`",
            // A name that begins with a digit is no name that anyone would choose with a letter in front.
            (!names::is_keyword(&name.value) && !name.value.starts_with(|c: char| c.is_ascii_digit()))
                .then(|| format!("did you mean `{}`?", names::field_name(&name.value))),
        );
        return derive();
    }
    if name.value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        reader.out.push_with_help(
            Code::BadRustName,
            &name.place,
            format!("`{}` has capitals, which names of fields in Rust have not", name.value),
            "expected a name like `plan_type`",
            Some(format!("did you mean `{}`?", names::field_name(&name.value))),
        );
    }
    name
}

/// `sensitive`, which a password or a PIN is in any case.
fn sensitivity_of(
    reader: &mut Reader<'_>,
    keys: &mut Keys<'_, '_>,
    from: Option<ClientValue>,
    owner: &str,
    out: &mut Diagnostics,
) -> Sensitivity {
    let said = read_sensitivity(reader, keys);
    let Some(secret) = from.filter(|from| from.is_secret()) else { return said };
    if said != Sensitivity::Open && said != Sensitivity::Secret {
        let place = reader.place(keys.get("sensitive").map_or_else(|| keys.key_span("sensitive"), Spanned::span));
        out.push(
            Code::Contradiction,
            &place,
            format!("{owner} is filled with a secret and says that it is less"),
            format!("`from = \"{}\"` makes it secret: leave `sensitive` out", secret.as_str()),
        );
    }
    Sensitivity::Secret
}

/// `sensitive = "personal"`, `"masked"` or `"secret"`.
pub(super) fn read_sensitivity(reader: &mut Reader<'_>, keys: &mut Keys<'_, '_>) -> Sensitivity {
    keys.word(reader, "sensitive", "kind of sensitive data", Sensitivity::WORDS)
        .map(|word| word.value)
        .unwrap_or_default()
}

/// `["ADD", "UPDATE"]`, or `{ ADD = "Add" }` where a value gives no good name for a variant.
pub(super) fn read_values(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>, rust: &str) -> Option<Values> {
    let list: Vec<AllowedValue> = match value.get_ref() {
        DeValue::Table(table) => {
            let mut list = Vec::new();
            for entry in Keys::new(table, value.span()).entries() {
                let wire = At::new(entry.key.to_owned(), reader.place(entry.key_span.clone()));
                let variant = reader.string(entry.value, &format!("the variant's name for {}", entry.key))?;
                list.push((wire, variant));
            }
            let unchecked: Vec<_> = list
                .iter()
                .map(|(wire, variant)| AllowedValue { wire: wire.clone(), variant: variant.clone() })
                .collect();
            if report_swapped(reader, value, &unchecked) {
                return None;
            }
            list.into_iter().map(|(wire, variant)| check_variant(reader, wire, &variant)).collect()
        }
        DeValue::Array(_) if report_named_one_by_one(reader, value) => return None,
        DeValue::Array(_) => {
            let list = reader.strings(value, "an allowed value")?;
            if let [only] = list.as_slice()
                && several(&only.value).len() > 1
            {
                reader.out.push_with_help(
                    Code::BadValue,
                    &reader.place(value.span()),
                    format!("`{}` looks like several values in one text", only.value),
                    "expected each value in quotes of its own",
                    Some(format!("write `values = {}`", as_list(&only.value))),
                );
                return None;
            }
            let list: Vec<_> = list
                .into_iter()
                .map(|wire| {
                    // A name that had to be mended is no name that anyone would choose.
                    let derived = heck::ToPascalCase::to_pascal_case(wire.value.as_str());
                    let variant = At::new(derived, wire.place.clone());
                    (wire, variant)
                })
                .collect();
            let is_nameless = |(wire, variant): &&(At<String>, At<String>)| {
                !wire.value.trim().is_empty() && !is_variant(&variant.value)
            };
            // Values of one kind are nameless all together.
            if list.iter().filter(is_nameless).count() > 1 {
                let named = list.iter().map(|value| {
                    let name = if is_nameless(&value) { "SomeName" } else { &value.1.value };
                    format!("{:?} = \"{name}\"", value.0.value)
                });
                reader.out.push_with_help(
                    Code::BadRustName,
                    &reader.place(value.span()),
                    "several of the values give no name for a variant",
                    "expected a name for each, like `Active`",
                    Some(format!("write `values = {{ {} }}`", named.collect::<Vec<_>>().join(", "))),
                );
                return None;
            }
            list.into_iter().map(|(wire, variant)| check_variant(reader, wire, &variant)).collect()
        }
        other => {
            let place = reader.place(value.span());
            let help = other.as_str().map(|text| format!("write `values = {}`", as_list(text)));
            let message = format!("`values` is {} where a list belongs", type_name(other));
            let label = "expected the allowed values in brackets, each in quotes";
            reader.out.push_with_help(Code::WrongType, &place, message, label, help);
            return None;
        }
    };
    if list.is_empty() {
        let place = reader.place(value.span());
        let label = "expected the values that the field can have";
        reader.out.push(Code::Contradiction, &place, "`values` lists no value", label);
        return None;
    }
    // Which value was meant instead, nobody knows.
    if list.iter().any(|value| value.wire.value.trim().is_empty()) {
        return None;
    }
    let yes_no = list.len() == 2 && list[0].wire.value == "Y" && list[1].wire.value == "N";
    let place = list[0].wire.place.clone();
    Some(Values { type_name: (!yes_no).then(|| At::new(names::type_name(rust), place)), list, any_case: false })
}

/// What stands in one text, as a list.
pub(crate) fn as_list(text: &str) -> String {
    format!("[{}]", several(text).into_iter().map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(", "))
}

/// The parts of a text that lists some.
pub(crate) fn several(text: &str) -> Vec<&str> {
    let between_words = text.split(" or ").flat_map(|part| part.split(" and "));
    let items = between_words.flat_map(|part| part.split([',', '|', '/', ';']));
    items.map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// The variant of each list for what it does not have.
const UNLISTED: &str = "Unlisted";

fn is_variant(name: &str) -> bool {
    names::is_type_name(name) && name != UNLISTED
}

fn check_variant(reader: &mut Reader<'_>, wire: At<String>, variant: &At<String>) -> AllowedValue {
    let bare = wire.value.trim();
    if bare.is_empty() {
        reader.out.push(
            Code::BadValue,
            &wire.place,
            "an allowed value is blank",
            "expected a text: a field that can be blank is optional",
        );
    } else if bare.len() < wire.value.len() {
        let message = format!("allowed value `{}` has a blank at an end", wire.value);
        reader.out.push(Code::BadValue, &wire.place, message, format!("expected `{bare}`"));
    } else if !is_variant(&variant.value) {
        let (mut message, mut help) = names::why_no_variant(&variant.value, &[UNLISTED]);
        // A name that was derived stands where the value does.
        if variant.place == wire.place {
            help = Some(format!("give each value a name: `values = {{ \"{}\" = \"SomeName\" }}`", wire.value));
            if variant.value.is_empty() {
                message = format!("`{}` gives no name for a variant", wire.value);
            }
        }
        reader.out.push_with_help(Code::BadRustName, &variant.place, message, "expected a name like `Active`", help);
    }
    // The rest is judged as if the blank were not there.
    AllowedValue { wire: At::new(bare.to_owned(), wire.place), variant: variant.clone() }
}

/// `"digits"`, `"letters"`, or a list of these and single characters.
fn read_chars(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Chars> {
    let place = reader.place(value.span());
    let mut chars = Chars { letters: false, digits: false, others: At::new(String::new(), place) };
    let words = reader.strings(value, "`chars`")?;
    let mut all_known = true;
    let before = reader.out.0.len();
    for word in &words {
        let mut single = word.value.chars();
        match (word.value.as_str(), single.next(), single.next()) {
            ("letters", ..) => chars.letters = true,
            ("digits", ..) => chars.digits = true,
            (_, Some(one), None) => chars.others.value.push(one),
            _ => {
                all_known = false;
                reader.out.push_with_help(
                    Code::UnknownWord,
                    &word.place,
                    format!("unknown class of characters `{}`", word.value),
                    CHARS_EXPECTED,
                    characters_meant(&word.value, &words),
                );
            }
        }
    }
    if words.is_empty() && value.get_ref().is_array() {
        let place = reader.place(value.span());
        reader.out.push(Code::Contradiction, &place, "`chars` lists nothing", CHARS_EXPECTED);
    }
    reader.join_since(before, words.iter().all(|word| !means_any_text(&word.value)).then(|| listed(&words)));
    reader.each_once("`chars`", words.iter().map(|word| (word, word.value.as_str())));
    let is_something = chars.letters || chars.digits || !chars.others.is_empty();
    (all_known && is_something).then_some(chars)
}

const CHARS_EXPECTED: &str = "expected `digits`, `letters`, or a list of these and single characters";

/// How the whole list should be written, as far as one of its words can be told.
fn characters_meant(word: &str, words: &[At<String>]) -> Option<String> {
    if means_any_text(word) {
        return Some("where any text will do, leave `chars` out".to_owned());
    }
    match (classes_meant(word)?.as_slice(), words) {
        ([class], _) if class.len() > 1 => Some(format!("did you mean `{class}`?")),
        (_, words) => Some(listed(words)),
    }
}

/// How the whole list should be written.
fn listed(words: &[At<String>]) -> String {
    let mut listed: Vec<String> = Vec::new();
    for word in words {
        let classes = classes_meant(&word.value).unwrap_or_else(|| vec![word.value.clone()]);
        for class in classes.into_iter().map(|class| format!("{class:?}")) {
            if !listed.contains(&class) {
                listed.push(class);
            }
        }
    }
    format!("list them one by one: `chars = [{}]`", listed.join(", "))
}

/// A word without its signs and capitals.
fn plain(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn means_any_text(word: &str) -> bool {
    matches!(plain(word).as_str(), "string" | "text" | "any" | "varchar")
}

/// What a vendor's page calls the classes of characters, and characters that stand together in one text.
fn classes_meant(word: &str) -> Option<Vec<String>> {
    let classes: &[&str] = match plain(word).as_str() {
        "numeric" | "number" | "numbers" | "numeral" | "integer" | "int" => &["digits"],
        "alpha" | "alphabetic" | "alphabet" | "alphabets" => &["letters"],
        "alphanumeric" | "alnum" | "alphanum" => &["letters", "digits"],
        _ if !word.is_empty() && word.chars().all(|c| c.is_ascii_punctuation() || c == ' ') => {
            return Some(word.chars().map(String::from).collect());
        }
        _ => {
            let near = || meant(word, ["letters", "digits"]).map(|class| vec![class.to_owned()]);
            return mixed_classes(word).or_else(near);
        }
    };
    Some(classes.iter().map(|class| (*class).to_owned()).collect())
}

/// A picture: `9` stands for a digit, `A` for a letter.
fn read_pattern(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
    let pattern = reader.string(value, "`pattern`")?;
    let is_regular_expression = pattern.value.contains(['[', '{', '\\', '^']);
    if pattern.value.contains(['9', 'A']) && !is_regular_expression {
        return Some(pattern);
    }
    reader.out.push_with_help(
        Code::BadValue,
        &pattern.place,
        if is_regular_expression {
            format!("`{}` is no picture", pattern.value)
        } else {
            format!("the pattern `{}` allows itself alone", pattern.value)
        },
        "expected a picture: `9` stands for a digit, `A` for a letter, anything else for itself",
        Some(date_meant(&pattern.value).unwrap_or_else(|| "a date such as 01/31/2026 is `99/99/9999`".to_owned())),
    );
    None
}
