//! Holds the reader against the W3C's XML conformance suite: no document that is not well-formed may pass as a reply,
//! or as a part of one, without a word; and what is well-formed is read.

mod catalogue;
mod splice;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use vcare_api::{DecodeErrorKind, DynReply, ENDPOINTS};

use self::catalogue::Case;

/// With fewer cases than this, it is not the suite that was read.
const FEWEST_CASES: usize = 200;

/// What became of the cases.
#[derive(Default)]
struct Counts {
    refused_for_doctype: usize,
    refused: usize,
    repaired: usize,
    read: usize,
    wrong: Vec<String>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder holds the suite?")?;
    let cases = catalogue::read(Path::new(&folder))?;
    let (well_formed, broken): (Vec<Case>, Vec<Case>) = cases.into_iter().partition(|case| case.well_formed);
    let plain: Vec<Case> = well_formed.into_iter().filter(|case| !case.has_doctype()).collect();

    let mut of_broken = Counts::default();
    for case in &broken {
        judge_broken(case, &mut of_broken);
    }
    println!(
        "{} cases that are not well-formed: {} refused for their DOCTYPE, {} refused as they are, {} told as repaired, \
         {} taken for good",
        broken.len(),
        of_broken.refused_for_doctype,
        of_broken.refused,
        of_broken.repaired,
        of_broken.wrong.len(),
    );
    let mut of_plain = Counts::default();
    for case in &plain {
        judge_well_formed(case, &mut of_plain);
    }
    println!(
        "{} well-formed cases without a DOCTYPE: {} read, {} told as repaired, {} refused",
        plain.len(),
        of_plain.read,
        of_plain.repaired,
        of_plain.wrong.len(),
    );
    for wrong in of_broken.wrong.iter().chain(&of_plain.wrong) {
        println!("{wrong}");
    }
    if broken.len() < FEWEST_CASES || plain.is_empty() {
        println!("these are fewer cases than the suite has");
        return Ok(ExitCode::FAILURE);
    }
    let good = of_broken.wrong.is_empty() && of_plain.wrong.is_empty();
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A case counts by the mildest thing that becomes of it at any endpoint.
fn judge_broken(case: &Case, counts: &mut Counts) {
    let mut repaired = false;
    let mut doctype = true;
    for schema in ENDPOINTS {
        let read = |body: &[u8]| DynReply::read(schema, body.to_vec());
        let whole = read(&case.document);
        doctype &= matches!(&whole, Err(error) if error.kind == DecodeErrorKind::Doctype);
        // Whole, and inside. Inside a reply nobody sees what is wrong around a root, or that there is none.
        let inside = read(&splice::inside(schema.name, &case.document));
        let inside = match splice::around(schema.name, &case.document) {
            Some(around) if is_silent(&inside) => read(&around),
            None if is_silent(&inside) && case.document.is_empty() => read(&case.document),
            _ => inside,
        };
        for (how, outcome) in [("whole", whole), ("inside a reply", inside)] {
            if is_silent(&outcome) {
                counts.wrong.push(format!("taken for good, {how}, as {}: {}", schema.name, case.id));
                return;
            }
            repaired |= outcome.is_ok();
        }
    }
    let count = match (repaired, doctype) {
        (true, _) => &mut counts.repaired,
        (false, true) => &mut counts.refused_for_doctype,
        (false, false) => &mut counts.refused,
    };
    *count += 1;
}

fn judge_well_formed(case: &Case, counts: &mut Counts) {
    let mut repaired = false;
    for schema in ENDPOINTS {
        match DynReply::read(schema, splice::inside(schema.name, &case.document)) {
            Ok(reply) => repaired |= !reply.raw.repairs.is_empty(),
            Err(error) => {
                counts.wrong.push(format!("refused, inside a reply of {}: {}: {error}", schema.name, case.id));
                return;
            }
        }
    }
    *(if repaired { &mut counts.repaired } else { &mut counts.read }) += 1;
}

/// Whether it was read as if nothing were wrong.
fn is_silent<E>(outcome: &Result<DynReply, E>) -> bool {
    outcome.as_ref().is_ok_and(|reply| reply.raw.repairs.is_empty())
}
