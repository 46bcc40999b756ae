//! Lists in sentences.

/// Words as a list in a sentence: `a`, `b` or `c`. A list of more than 32 is cut off.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::from("nothing"),
        Some((last, [])) => last.clone(),
        Some(_) if words.len() > MOST_LISTED => {
            let left = words.len() - MOST_LISTED;
            format!("{} or one of {left} others", words[..MOST_LISTED].join(", "))
        }
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The longest closed vocabulary has fewer words.
const MOST_LISTED: usize = 32;
