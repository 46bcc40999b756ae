//! Fields that are secrets: an argument must not hold them.

use vcare_core::schema::{Field, Sensitivity};

use super::variable;

pub fn is_secret(field: &Field) -> bool {
    field.sensitivity == Sensitivity::Secret
}

/// How a secret can be given, as the rest of a sentence.
pub fn ways(field: &Field) -> String {
    let wire = field.wire;
    let mut ways = format!("give {wire}=@FILE, or {wire}=@- for standard input");
    if let Some(variable) = field.from.and_then(variable) {
        ways.push_str(&format!(", or set {variable}"));
    }
    ways
}
