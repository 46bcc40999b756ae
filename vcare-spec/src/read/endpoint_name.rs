//! What to say of a text that cannot be an endpoint's name.

use toml::Spanned;
use toml::de::DeValue;

use super::keys::Keys;
use super::reader::Reader;
use crate::address::last_part;
use crate::diagnostic::Code;
use crate::model::Text;
use crate::names;
use crate::suggest::nearest;

/// An endpoint's name is a type's in Rust. Where the address has another letter case, `path` keeps it.
pub(super) fn report_bad_name(reader: &mut Reader<'_>, keys: &Keys<'_, '_>, name: &Text) {
    let source = keys.get("source").and_then(|value| value.get_ref().as_table());
    let url = source.and_then(|source| source.get("url")).and_then(|url: &Spanned<DeValue<'_>>| url.get_ref().as_str());
    let why = if names::is_keyword(&name.value) { ": it is a keyword of Rust" } else { "" };
    reader.out.push_with_help(
        Code::BadRustName,
        &name.place,
        format!("`{}` cannot be an endpoint's name{why}", name.value),
        "expected a name like `GetPlanService`",
        name_meant(&name.value, url.and_then(last_part), keys.has("path")),
    );
}

/// `SEND_NOTICE`: it could be a type's name, but is written as no type is.
pub(super) fn is_in_capitals(name: &str) -> bool {
    name.contains('_') && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// What to write in its place. `last` is the last part of the address.
fn name_meant(name: &str, last: Option<&str>, has_path: bool) -> Option<String> {
    let of_the_address = last.filter(|last| names::is_type_name(last) && nearest(name, [*last]).is_some());
    let derived = heck::ToPascalCase::to_pascal_case(name);
    let meant = of_the_address.or(Some(derived.as_str()).filter(|name| names::is_type_name(name)))?;
    let can_be_a_path = !has_path && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Some(match last {
        Some(last) if last == name && can_be_a_path => {
            format!("write `name = \"{meant}\"`, and below it `path = \"{name}\"`, which keeps the address")
        }
        None if can_be_a_path => {
            format!("did you mean `{meant}`? Where the address ends in `{name}`, say `path = \"{name}\"` too")
        }
        _ => format!("did you mean `{meant}`?"),
    })
}

#[cfg(test)]
mod tests {
    use super::name_meant;

    #[test]
    fn the_address_stays_as_it_is() {
        let meant = |name, last, has_path| name_meant(name, last, has_path).unwrap_or_default();
        assert!(meant("sendNotice", Some("sendNotice"), false).contains("`path = \"sendNotice\"`"));
        assert_eq!(meant("sendNotice", Some("sendNotice"), true), "did you mean `SendNotice`?");
        assert_eq!(meant("sendNotice", Some("SendNotice"), false), "did you mean `SendNotice`?");
        assert!(meant("sendNotice", None, false).contains("say `path = \"sendNotice\"` too"));
        assert_eq!(meant("Send Notice", None, false), "did you mean `SendNotice`?");
        assert_eq!(meant("SendNotice.toml", Some("SendNotice"), false), "did you mean `SendNotice`?");
        assert_eq!(name_meant("Self", Some("Self"), false), None);
    }
}
