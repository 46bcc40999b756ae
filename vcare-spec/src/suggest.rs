//! "Did you mean": the nearest of the words that would have been right.

pub(crate) use vcare_schema::one_of;

/// A help line that names the candidate that was meant, where one is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    meant(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// The candidate that is nearest to the word, if it is near enough to be a slip.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance * 3 <= candidate.chars().count().max(lower.chars().count()).max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The nearest candidate, or else the one that the word shortens, holds or is a part of: `grp` is `group`, and what
/// was called KIND may be called NOTICEKIND now. A number is near to numbers of its own length alone, or to itself with
/// other zeros in front.
pub(crate) fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = |number: &'a str| number.trim_start_matches('0');
    let candidates: Vec<&'a str> = candidates.into_iter().collect();
    if is_number(word) {
        let same = candidates.iter().find(|candidate| bare(candidate) == word.trim_start_matches('0'));
        let of_same_length = candidates.iter().copied().filter(|candidate| candidate.len() == word.len());
        return same.copied().or_else(|| nearest(word, of_same_length));
    }
    nearest(word, candidates.iter().copied()).or_else(|| {
        let lower = word.to_lowercase();
        candidates.into_iter().find(|candidate| is_related(&lower, &candidate.to_lowercase()))
    })
}

fn is_related(word: &str, candidate: &str) -> bool {
    if word.len().min(candidate.len()) < 3 {
        return false;
    }
    // Letters left out of the middle: not so many that another word comes of it.
    let mut rest = candidate.chars();
    let begins_alike = word.chars().next() == candidate.chars().next() && word.len() * 5 >= candidate.len() * 3;
    let shortens = begins_alike && word.chars().all(|c| rest.any(|next| next == c));
    shortens || candidate.contains(word) || word.contains(candidate)
}
