//! Names for Rust, where the vendor's glue words together.

use std::collections::BTreeSet;

use heck::{ToPascalCase, ToSnakeCase};

use crate::page::{Element, Page};
use crate::read::line::bare;

/// Words that the vendor's names are made of.
const WORDS: &str = "access account action activation active add additional address agent all allowed amount ani annual api apply \
    assign autopay available balance balances bank base base64 batch benefit bill billing block brand bundle \
    business call cancel card carrier cash cell change channel charge check child city code company condition \
    contact cost count country county create credit current cust customer data date datetime day days debit default \
    delete denomination description detail details device digit digits disconnect discount document download due \
    duration effective electronic email enabled end enquiry enrollment equipment error esn expiration expiry federal \
    fee fees file final first flag free from future gb gender get grace group history household iccid id ids ild \
    imei inactive income info information initial inventory invoice ip is issue issues item kb key language last \
    lifeline limit line lines link list login logout lookup mail mailing main make manage master max mb mdn member \
    message messages method middle min minute minutes mobile mode model money month msid my name national network \
    new next nlad no not note notes number of old on online option order other paid parent party password pay \
    payment pending period permanent person persons phone pin plan plans po port portin postal price primary \
    priority process processing product profile program promo proof purchase quantity reason receipt recertification \
    reconnect record reference refill refund region reload remark remove report request required resource response \
    result return sale search second secondary send serial service ship shipping signature sim sms source ssn \
    stacked start state status store street sub subscriber suffix suspend tax telephone temp text ticket time to \
    token top topup total transaction transfer tribal type unit unlimited update upgrade upload url usage usages \
    user validate validation value vendor verification verify voice wallet with year zip";

/// Splits names into words.
#[derive(Debug)]
pub(super) struct Names {
    words: BTreeSet<String>,
}

impl Names {
    /// The words that the vendor uses, and those of this page's labels.
    pub(super) fn new(page: &Page) -> Self {
        let mut words: BTreeSet<String> = WORDS.split_whitespace().map(str::to_owned).collect();
        let labels = page.fields().filter_map(|field| field.row.as_ref());
        for row in labels.filter(|row| row.label.contains(' ')) {
            words.extend(
                row.label.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).filter(|word| word.len() > 1),
            );
        }
        Self { words }
    }

    /// A field's name: the label's words where they make up the tag, else the tag's own.
    pub(super) fn field(&self, tag: &str, label: &str) -> String {
        let same = bare(tag) == bare(label) && label.contains(' ');
        let name = self.element(if same { label } else { tag });
        if matches!(name.as_str(), "new" | "extra" | "element") { format!("{name}_value") } else { name }
    }

    /// An element's name.
    pub(super) fn element(&self, name: &str) -> String {
        let name = name.trim_end_matches(['_', '-', '.']);
        let parts: Vec<String> = snake(name).split('_').map(|part| self.split(part)).collect();
        let name = parts.join("_");
        let starts_right = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = if starts_right { name } else { format!("n_{}", name.trim_start_matches('_')) };
        unless_keyword(name)
    }

    /// The fewest known words that make up the text; the text where none do.
    fn split(&self, text: &str) -> String {
        if text.len() > 60 || !text.is_ascii() || self.words.contains(text) {
            return text.to_owned();
        }
        // best[i]: the fewest words for the first i bytes, and where the last of them begins.
        let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
        for end in 1..=text.len() {
            let found = (0..end)
                .filter_map(|start| best[start].map(|(count, _)| (count + 1, start)))
                .filter(|(_, start)| self.words.contains(&text[*start..end]))
                .min_by_key(|(count, start)| (*count, *start));
            best.push(found);
        }
        let mut words = Vec::new();
        let mut end = text.len();
        while end > 0 {
            let Some((_, start)) = best[end] else { return text.to_owned() };
            words.push(&text[start..end]);
            end = start;
        }
        words.reverse();
        words.join("_")
    }

    /// A group's name.
    pub(super) fn group(&self, name: &str) -> String {
        self.element(name).to_pascal_case()
    }
}

/// As the loader derives it.
pub(super) fn snake(text: &str) -> String {
    text.to_snake_case()
}

/// The name that the loader gives without `rust`.
pub(super) fn derived(wire: &str) -> String {
    unless_keyword(snake(wire))
}

/// With a `_` behind one of Rust's own words, as the loader has it.
pub(super) fn unless_keyword(name: String) -> String {
    if is_keyword(&name) { format!("{name}_") } else { name }
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else enum extern false \
        final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct \
        super trait true try type typeof unsafe unsized use virtual where while yield";
    KEYWORDS.split_whitespace().any(|keyword| keyword == name)
}

/// Something that is not taken yet: the name, or the name with a number.
pub(super) fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
}

/// As [`free`], for types.
pub(super) fn free_type(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}

/// The name of a variant made of a text: `Zip code is invalid.` → `ZipCodeIsInvalid`.
pub(super) fn variant(text: &str, fallback: &str) -> String {
    const LONGEST: usize = 7;
    let ascii: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = ascii.split_whitespace().take(LONGEST).collect();
    let name = words.join(" ").to_lowercase().to_pascal_case();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(name.as_str(), "Unknown" | "Unlisted" | "Self")
    {
        name
    } else {
        format!("{fallback}{name}")
    }
}

/// Whether some element leads a person's data, by its name.
pub(super) fn is_personal(name: &str) -> bool {
    const PERSONAL: &[&str] = &[
        "firstname",
        "lastname",
        "middlename",
        "fullname",
        "customername",
        "membername",
        "email",
        "mdn",
        "telephone",
        "phone",
        "mobile",
        "address",
        "ssn",
        "dob",
        "birth",
        "esn",
        "imei",
        "iccid",
        "uiccid",
        "meid",
        "simnumber",
        "customerid",
        "enrollmentid",
        "city",
        "zip",
        "county",
        "tribalid",
        "license",
        "passport",
        "signature",
        "bank",
        "contactnumber",
        "alternatenumber",
        "accountnumber",
        "routing",
        "taxid",
        "newsim",
        "oldsim",
    ];
    let name = bare(name);
    // `GETEMAIL` asks for an address, and is none.
    let asks = ["get", "is", "has"].iter().any(|word| name.starts_with(word));
    // `ADDRESSTYPE` says what sort of address it is.
    let sort = ["type", "required", "count"].iter().any(|word| name.ends_with(word));
    !asks && !sort && (name == "sim" || PERSONAL.iter().any(|word| name.contains(word)))
}

/// Whether an element holds a secret, by its name.
pub(super) fn is_secret(name: &str) -> bool {
    let name = bare(name);
    [
        "password",
        "passcode",
        "cardnumber",
        "cardvalue",
        "cardcode",
        "cvv",
        "securitycode",
        "securityanswer",
        "accesstoken",
    ]
    .iter()
    .any(|word| name.contains(word))
        || name.ends_with("pin")
}

/// The group of an element's structure: two that are alike share one.
pub(super) fn same_structure(one: &Element, other: &Element) -> bool {
    one.attributes == other.attributes
        && one.children.len() == other.children.len()
        && one
            .children
            .iter()
            .zip(&other.children)
            .all(|(one, other)| one.name == other.name && one.numbers == other.numbers && same_structure(one, other))
}
