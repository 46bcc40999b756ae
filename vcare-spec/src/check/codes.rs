//! Status codes: success where a refusal's belongs, and codes that have lost a zero.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Field, Rule, Status, Text};

/// The vendor's codes have two digits at least. A table program takes the zero in front away.
/// `odd` are those that a spec says are meant; `vcare.toml` says no such thing.
pub(super) fn check_digits(statuses: &[Status], odd: Option<&[Text]>, out: &mut Diagnostics) {
    let is_meant = |code: &Text| odd.into_iter().flatten().any(|odd| odd.value == code.value);
    let is_short =
        |status: &&Status| status.code.value.len() == 1 && status.code.value.bytes().all(|b| b.is_ascii_digit());
    for status in statuses.iter().filter(is_short).filter(|status| !is_meant(&status.code)) {
        let code = &status.code;
        out.push_with_help(
            Code::BadTag,
            &code.place,
            format!("status {} has one digit", code.value),
            format!("expected `0{}`, as the page has it", code.value),
            odd.map(|_| format!("where the page has it so, name it in `source`: `odd = [\"{}\"]`", code.value)),
        );
    }
}

/// What fields name for values that are refused, and rules for requests.
pub(super) fn check_refusals<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    rules: &[Rule],
    statuses: &[Status],
    out: &mut Diagnostics,
) {
    let is_success = |code: &Text| {
        code.value == "00" || statuses.iter().any(|status| status.success && status.code.value == code.value)
    };
    let mut check = |code: &Text, owner: String| {
        if is_success(code) {
            let message = format!("{owner} names status {} for what is refused, and that is success", code.value);
            out.push_idle(
                &code.place,
                message,
                "expected the code of a refusal; where the page has none, leave it out",
            );
        }
    };
    for field in fields {
        field.codes().for_each(|code| check(code, format!("field {}", field.address())));
    }
    for rule in rules {
        if let Some(status) = &rule.status {
            check(status, "the rule".to_owned());
        }
    }
}
