//! Fields of one tag, each in a block of its own.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Field;
use crate::names;

/// Fields of one tag in two blocks that would have one name in Rust, which their tag gives both. Returns the others.
pub(super) fn check<'a>(fields: &[&'a Field], out: &mut Diagnostics) -> Vec<&'a Field> {
    let mut distinct: Vec<&Field> = Vec::new();
    for field in fields {
        let earlier = distinct.iter().find(|earlier| earlier.key().eq_ignore_ascii_case(field.key()));
        match earlier {
            // Tags in two letter cases are told as such, and fields that stand twice in one block.
            Some(earlier) if earlier.key() != field.key() || earlier.address() == field.address() => {}
            Some(earlier) if earlier.rust.value == field.rust.value => {
                let (first, second) = (earlier.address(), field.address());
                let block = second.split('/').next().unwrap_or_default();
                let free = names::field_name(&format!("{}_{}", block.to_ascii_lowercase(), field.rust.value));
                let change = if field.shared {
                    format!("`{} = {{ shared = true, rust = \"{free}\" }}`", field.wire.value)
                } else {
                    format!("a name of its own: `rust = \"{free}\"`")
                };
                out.push(
                    Code::NameClash,
                    &field.rust.place,
                    format!("fields {first} and {second} would both be called `{}` in Rust", field.rust.value),
                    format!("expected {change}"),
                );
                if let Some(pushed) = out.0.last_mut() {
                    pushed.other = Some(earlier.rust.place.clone());
                }
            }
            _ => distinct.push(field),
        }
    }
    distinct
}
