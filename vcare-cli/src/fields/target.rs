//! From the names in the arguments to what they name.

use vcare_core::record::{ExtraElement, Leaf, Record};
use vcare_core::schema::{Block, EndpointSchema, Field, Located, NoField, Step, gap_among};
use vcare_core::{Sensitive, Shown};

use super::{secrets, variable};
use crate::args::Request;
use crate::endpoint::did_you_mean;

/// Where a value goes.
pub enum Target<'a> {
    Field(Located<'static>),
    Extra { block: Option<&'a str>, name: &'a str },
}

impl Target<'_> {
    /// Its name, for a message.
    pub fn name(&self) -> String {
        match self {
            Self::Field(found) => found.path.clone(),
            Self::Extra { name, .. } => Shown::new(name).to_string(),
        }
    }

    /// The steps to a field.
    pub fn steps(&self) -> Option<&[Step]> {
        match self {
            Self::Field(found) => Some(&found.steps),
            Self::Extra { .. } => None,
        }
    }

    /// The index of one of the request's own fields.
    pub fn index(&self) -> Option<usize> {
        match self.steps()? {
            [Step { index, item: None }] => Some(*index),
            _ => None,
        }
    }

    /// How it can be given, if it is a secret.
    pub fn ways_of_secret(&self) -> Option<String> {
        match self {
            Self::Field(found) if secrets::is_secret(found.field) => Some(secrets::ways(found)),
            _ => None,
        }
    }

    pub fn set(&self, request: &mut dyn Record, value: Sensitive) {
        match self {
            Self::Field(found) => _ = request.set_text(&found.path, value.to_text().unwrap_or_default()),
            Self::Extra { block, name } => {
                request.add_extra(ExtraElement { block: block.map(Into::into), name: (*name).into(), value });
            }
        }
    }
}

/// What the arguments name, each with the text behind its `=`.
pub fn all<'a>(
    schema: &'static EndpointSchema,
    args: &'a Request,
    problems: &mut Vec<String>,
) -> Vec<(Target<'a>, &'a str)> {
    let mut targets: Vec<(Target<'a>, &'a str)> = Vec::new();
    for argument in &args.fields {
        let Some((name, text)) = argument.split_once('=') else {
            // What has no `=` may be a value, and no one's business but the caller's: it is not repeated.
            problems.push("an argument has no `=`: give fields as FIELD=VALUE".to_owned());
            continue;
        };
        match field(schema, name) {
            Ok(found) if targets.iter().any(|(target, _)| target.steps() == Some(&found.steps)) => {
                problems.push(format!("{} is given twice", found.path));
            }
            Ok(found) => targets.push((Target::Field(found), text)),
            Err(problem) => problems.push(problem),
        }
    }
    let located = targets.iter().filter_map(|(target, _)| match target {
        Target::Field(found) => Some(found),
        Target::Extra { .. } => None,
    });
    if let Err(gap) = gap_among(schema, located) {
        problems.push(gap);
    }
    for argument in &args.extra {
        let Some((name, text)) = argument.split_once('=') else {
            problems.push("an --extra has no `=`: give it as NAME=VALUE or BLOCK/NAME=VALUE".to_owned());
            continue;
        };
        match extra(schema, name) {
            Ok(target) => targets.push((target, text)),
            Err(problem) => problems.push(problem),
        }
    }
    targets
}

fn field(schema: &'static EndpointSchema, name: &str) -> Result<Located<'static>, String> {
    schema.locate(name, str::eq_ignore_ascii_case).map_err(|why| match why {
        NoField::Unknown => unknown(schema, name),
        NoField::NotThere(message) => message,
        NoField::Ambiguous(ways) => {
            let ways = ways.iter().map(|way| format!("{way}=VALUE")).collect::<Vec<_>>().join(" or ");
            format!("several blocks of {} have a field {}: give {ways}", schema.name, Shown::new(name))
        }
    })
}

fn extra<'a>(schema: &'static EndpointSchema, name: &'a str) -> Result<Target<'a>, String> {
    let (block, name) = match name.split_once('/') {
        Some((block, name)) => (Some(block), name),
        None => (None, name),
    };
    // In a block that is named, a field of another one can be added, unless it is a secret.
    let is_near = |of: &Block, field: &Field| {
        block.is_none_or(|block| block.eq_ignore_ascii_case(of.wire)) || secrets::is_secret(field)
    };
    let fields = schema.fields().filter(|(of, field)| is_near(of, field)).map(|(_, field)| field);
    let mut fields = schema.credentials.iter().chain(fields);
    if let Some(field) = fields.find(|field| field.is_called(name)) {
        let secret = if secrets::is_secret(field) { ", and a secret" } else { "" };
        return Err(format!(
            "{} is a field of the request{secret}: --extra is for elements that are none",
            field.address()
        ));
    }
    if let Some(block) = block
        && schema.blocks.iter().all(|known| known.wire != block)
    {
        let blocks: Vec<_> = schema.blocks.iter().map(|block| block.wire).collect();
        return Err(format!(
            "{} has no block {}; its blocks are {}",
            schema.name,
            Shown::new(block),
            blocks.join(", ")
        ));
    }
    Ok(Target::Extra { block, name })
}

fn unknown(schema: &'static EndpointSchema, name: &str) -> String {
    let credential = schema.credentials.iter().find(|field| field.wire.eq_ignore_ascii_case(name));
    if let Some(field) = credential {
        let how = match field.from.and_then(variable) {
            Some(variable) => format!("set {variable}"),
            None => "use --reference-number".to_owned(),
        };
        return format!("{} is part of the credentials: {how}", field.wire);
    }
    let names = || schema.fields().map(|(_, field)| field.address());
    let shown = Shown::new(name);
    let hint = did_you_mean(name, names().chain(schema.fields().map(|(_, field)| field.wire)));
    let list: Vec<_> = names().collect();
    format!("{} has no field `{shown}`{hint}\nits fields are {}; --extra sends any other", schema.name, list.join(", "))
}
