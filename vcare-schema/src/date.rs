//! Dates, in the forms that the vendor's pages give.

/// A day, so that earlier ones are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

/// The parts of a form: what stands for them, and how many digits they have.
const YEAR: &str = "YYYY";
const MONTH: &str = "MM";
const DAY: &str = "DD";

/// Reads a date in the first of these forms that fits; `None` where none does, or where there is no such day.
pub(crate) fn read_any<T: AsRef<str>>(forms: &[T], text: &str) -> Option<Date> {
    forms.iter().find_map(|form| read(form.as_ref(), text))
}

/// Whether a text is in one of these forms, and there is no such day: 02/30/2026.
pub(crate) fn is_no_day<T: AsRef<str>>(forms: &[T], text: &str) -> bool {
    let mut found = forms.iter().filter_map(|form| numbers(form.as_ref(), text)).peekable();
    found.peek().is_some() && found.all(|date| !date.is_day())
}

/// Reads a date in a form such as `MM/DD/YYYY`.
fn read(form: &str, text: &str) -> Option<Date> {
    numbers(form, text).filter(|date| date.is_day())
}

/// The numbers of a text in a form such as `MM/DD/YYYY`, be there such a day or not.
fn numbers(form: &str, text: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut form, mut text) = (form, text);
    while !form.is_empty() {
        let parts = [(YEAR, &mut year), (MONTH, &mut month), (DAY, &mut day)];
        let part = parts.into_iter().find_map(|(name, slot)| Some((name, form.strip_prefix(name)?, slot)));
        match part {
            Some((name, rest, slot)) => {
                let (digits, after) = text.split_at_checked(name.len())?;
                if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                *slot = Some(digits.parse().ok()?);
                (form, text) = (rest, after);
            }
            None => {
                let sign = form.chars().next()?;
                (form, text) = (&form[sign.len_utf8()..], text.strip_prefix(sign)?);
            }
        }
    }
    text.is_empty().then_some(Date { year: year?, month: month?, day: day? })
}

/// Whether a form has a year, a month and a day, once each.
pub fn is_form(form: &str) -> bool {
    let mut rest = form.to_owned();
    for part in [YEAR, MONTH, DAY] {
        if form.matches(part).count() != 1 {
            return false;
        }
        rest = rest.replacen(part, "", 1);
    }
    // Another letter or digit would stand for a part that is not known.
    !rest.contains(char::is_alphanumeric)
}

/// A text that two forms read as two different days; `None` where there is none.
pub fn read_differently(one: &str, other: &str) -> Option<String> {
    let days = [2026, 2012]
        .into_iter()
        .flat_map(|year| (1..=12).flat_map(move |month| (1..=28).map(move |day| Date { year, month, day })));
    let both = days.flat_map(|date| [(one, other, date), (other, one, date)]);
    both.into_iter().find_map(|(form, other, date)| {
        let text = date.written(form);
        read(other, &text).filter(|read| *read != date).map(|_| text)
    })
}

impl Date {
    fn written(self, form: &str) -> String {
        let (year, month, day) = (self.year, self.month, self.day);
        form.replace(YEAR, &format!("{year:04}"))
            .replace(MONTH, &format!("{month:02}"))
            .replace(DAY, &format!("{day:02}"))
    }

    fn is_day(self) -> bool {
        self.year > 0 && (1..=12).contains(&self.month) && (1..=self.days_in_month()).contains(&self.day)
    }

    fn days_in_month(self) -> u32 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.is_in_leap_year() => 29,
            2 => 28,
            _ => 31,
        }
    }

    fn is_in_leap_year(self) -> bool {
        self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_there_are_are_dates() {
        for (text, is_date) in [
            ("01/31/2026", true),
            ("12/01/1999", true),
            ("02/29/2024", true),
            ("02/29/2000", true),
            ("02/29/1900", false),
            ("02/29/2026", false),
            ("02/30/2024", false),
            ("04/31/2026", false),
            ("13/01/2026", false),
            ("13/45/2026", false),
            ("00/10/2026", false),
            ("01/00/2026", false),
            ("01/01/0000", false),
            ("1/31/2026", false),
            ("01/31/26", false),
            ("01/31/2026 ", false),
            ("01-31-2026", false),
            ("+1/31/2026", false),
            ("", false),
            ("０１/31/2026", false),
        ] {
            assert_eq!(read("MM/DD/YYYY", text).is_some(), is_date, "{text}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_is_told_from_another_form() {
        let forms = ["MM/DD/YYYY", "YYYY-MM-DD"];
        for text in ["02/29/2023", "13/01/2026", "2026-04-31", "00/10/2026"] {
            assert!(is_no_day(&forms, text), "{text}");
        }
        for text in ["02/29/2024", "2/29/2023", "02-29-2023", "", "tomorrow"] {
            assert!(!is_no_day(&forms, text), "{text}");
        }
    }

    #[test]
    fn dates_compare_across_forms() {
        let forms = ["MM/DD/YYYY", "YYYY-MM-DD", "DDMMYYYY"];
        let date = |text| read_any(&forms, text).expect("it is a date");
        assert_eq!(date("02/03/2026"), date("2026-02-03"));
        assert_eq!(date("03022026"), date("2026-02-03"));
        assert!(date("12/31/2025") < date("2026-01-01") && date("2026-01-31") < date("02/01/2026"));
    }

    #[test]
    fn forms_that_read_one_text_differently_are_told() {
        assert_eq!(read_differently("MM/DD/YYYY", "DD/MM/YYYY").as_deref(), Some("01/02/2026"));
        assert!(read_differently("DDMMYYYY", "YYYYDDMM").is_some());
        assert_eq!(read_differently("MM/DD/YYYY", "MM-DD-YYYY"), None);
        assert_eq!(read_differently("MM/DD/YYYY", "YYYY-MM-DD"), None);
        assert_eq!(read_differently("MM/DD/YYYY", "MM/DD/YYYY"), None);
    }

    #[test]
    fn a_form_has_each_part_once() {
        for form in ["MM/DD/YYYY", "YYYY-MM-DD", "YYYYMMDD", "DD.MM.YYYY"] {
            assert!(is_form(form), "{form}");
        }
        for form in ["", "MM/DD", "MM/DD/YY", "MM/MM/YYYY", "mm/dd/yyyy", "MM/DD/YYYY HH", "99/99/9999", "MM/DD/YYYYY"]
        {
            assert!(!is_form(form), "{form}");
        }
    }
}
