//! Reads replies.

use bytes::Bytes;

use super::{Child, Content, Decoder, open_document};
use crate::codec::error::{DecodeError, DecodeErrorKind, Result};
use crate::codec::limits::ReplyLimits;
use crate::codec::options::ReadOptions;
use crate::codec::received::{RawReply, RepairKind};
use crate::codec::tokens::Token;
use crate::record::Record;
use crate::schema::{EndpointSchema, Envelope};
use crate::status::shown_code;
use crate::text::Text;

/// Reads a reply: the endpoint's elements into `response`, everything else into the result.
pub fn reply<'a>(
    schema: &'static EndpointSchema,
    body: &Bytes,
    response: &mut dyn Record,
    options: impl Into<ReadOptions<'a>>,
) -> Result<RawReply, DecodeError> {
    match salvage(schema, body, response, options) {
        (raw, None) => Ok(raw),
        (_, Some(error)) => Err(error),
    }
}

/// Like [`reply`], but keeps what was read before an error.
pub fn salvage<'a>(
    schema: &'static EndpointSchema,
    body: &Bytes,
    response: &mut dyn Record,
    options: impl Into<ReadOptions<'a>>,
) -> (RawReply, Option<DecodeError>) {
    let options = options.into();
    let raw = RawReply { body: body.clone(), ..RawReply::default() };
    let (text, bounds) = match open_document(body, options) {
        Ok(opened) => opened,
        Err(error) => return (raw, Some(error)),
    };
    let raw = RawReply { encoding: text.encoding, ..raw };
    let mut head = Head { raw, code: None, blank_code: None };
    let mut decoder = Decoder::new(&text.text, Some(schema), options.limits, bounds);
    for kind in text.repairs {
        decoder.add_repair(kind);
    }
    let result = decoder.read_reply(schema, &mut head, response);
    // A text that time was too short for ends early; what is wrong with it tells nothing of the reply.
    let result = if text.is_cut { Err(DecodeErrorKind::OutOfTime) } else { result };
    let mut error = result.err().map(|kind| decoder.error(kind));
    let mut raw = head.raw;
    match head.code {
        Some(code) if !code.is_empty() => raw.code = code,
        _ if error.is_none() => {
            error = Some(head.blank_code.unwrap_or_else(|| decoder.error(DecodeErrorKind::NoStatusCode)));
        }
        _ => {}
    }
    raw.unknown_elements = decoder.unknown;
    raw.repairs = decoder.repairs;
    (raw, error)
}

/// The name of the endpoint whose reply this is: the root's child that is not the credentials.
pub fn reply_name(envelope: &Envelope, body: &Bytes) -> Result<Option<String>, DecodeError> {
    let (text, bounds) = open_document(body, ReadOptions::default())?;
    let mut decoder = Decoder::new(&text.text, None, ReplyLimits::default(), bounds);
    let mut found = None;
    let result = (|| {
        let mut depth = 0_usize;
        loop {
            match decoder.tokens.next()? {
                Token::Open { name, empty, .. } => {
                    if depth == 0 && !name.eq_ignore_ascii_case(envelope.response_root) {
                        return Err(DecodeErrorKind::WrongRoot);
                    }
                    if depth == 1 && found.is_none() && name != envelope.response_credentials {
                        found = Some(name.to_owned());
                    }
                    depth += usize::from(!empty);
                }
                Token::Close => depth -= 1,
                Token::Text(_) | Token::Char(_) => {}
                Token::End => return Ok(()),
            }
        }
    })();
    match result {
        Ok(()) => Ok(found),
        // The rest may be broken: the name is enough.
        Err(_) if found.is_some() => Ok(found),
        Err(kind) => Err(decoder.error(kind)),
    }
}

/// What a reply holds besides the endpoint's elements, while it is read.
pub(super) struct Head {
    raw: RawReply,
    code: Option<Text>,
    /// The error for a blank status code. It is reported unless another status code has a text.
    blank_code: Option<DecodeError>,
}

impl<'t> Decoder<'t> {
    pub(super) fn read_reply(
        &mut self,
        schema: &'static EndpointSchema,
        head: &mut Head,
        response: &mut dyn Record,
    ) -> Result<()> {
        let envelope = &schema.envelope;
        if self.read_root(envelope.response_root)? {
            return Err(DecodeErrorKind::WrongReply { expected: schema.name, found: None });
        }
        let mut found = false;
        let mut other = None;
        let inner = [envelope.vendor_id, envelope.reference_number];
        if let Some([vendor_id, reference_number]) = self.read_pair(envelope.response_credentials, inner) {
            head.raw.vendor_id = vendor_id.trimmed();
            head.raw.reference_number = reference_number.trimmed();
        }
        while let Some(Child { name, attributes, content }) = self.next_child()? {
            if name == envelope.response_credentials {
                self.path.push(name, 0);
                self.keep_unknown_attributes(attributes)?;
                self.read_credentials(schema, head, content)?;
                self.path.pop();
            } else if name.eq_ignore_ascii_case(schema.name) {
                self.path.push(name, 0);
                if name != *schema.reply_element() {
                    self.add_repair(RepairKind::LetterCase);
                }
                // It would be unclear which of the two is right.
                if std::mem::replace(&mut found, true) {
                    return Err(DecodeErrorKind::TwoReplies);
                }
                self.base_depth = self.path.depth();
                self.read_group(&schema.response, response, attributes, content, Some((schema, head)))?;
                self.base_depth = 0;
                self.path.pop();
            } else {
                other.get_or_insert_with(|| name.to_owned());
                self.read_unknown(name, attributes, content)?;
            }
        }
        self.read_end()?;
        if found {
            return Ok(());
        }
        // The name is shown only if it could be an endpoint's.
        let is_name = |name: &String| name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        Err(DecodeErrorKind::WrongReply { expected: schema.name, found: other.filter(is_name) })
    }

    pub(super) fn read_credentials(
        &mut self,
        schema: &'static EndpointSchema,
        head: &mut Head,
        content: Content,
    ) -> Result<()> {
        if !self.enter(content)? {
            return Ok(());
        }
        while let Some(Child { name, attributes, content }) = self.next_child()? {
            let slot = if name == schema.envelope.vendor_id {
                &mut head.raw.vendor_id
            } else if name == schema.envelope.reference_number {
                &mut head.raw.reference_number
            } else {
                self.read_unknown(name, attributes, content)?;
                continue;
            };
            if !slot.is_empty() {
                self.read_unknown(name, attributes, content)?;
                continue;
            }
            self.path.push(name, 0);
            self.keep_unknown_attributes(attributes)?;
            *slot = self.leaf_text(content)?.trimmed();
            self.path.pop();
        }
        Ok(())
    }

    /// Reads `statusCode`, `description` or `errorDescription`. Returns the child if it is none of them, or came before.
    pub(super) fn read_status(
        &mut self,
        schema: &'static EndpointSchema,
        head: &mut Head,
        child: Child<'t>,
    ) -> Result<Option<Child<'t>>> {
        let envelope = &schema.envelope;
        let is_code = child.name.eq_ignore_ascii_case(envelope.status_code);
        let is_status = is_code
            || (child.name == envelope.description && head.raw.description.is_empty())
            || (child.name == envelope.error_description && head.raw.error_description.is_empty());
        if !is_status {
            return Ok(Some(child));
        }
        self.path.push(child.name, 0);
        if is_code && child.name != envelope.status_code {
            self.add_repair(RepairKind::LetterCase);
        }
        self.keep_unknown_attributes(child.attributes)?;
        let text = self.leaf_text(child.content)?;
        self.keep_status(envelope, head, child.name, text)?;
        self.path.pop();
        Ok(None)
    }

    /// Reads those of the three that come in their usual order and are plain.
    pub(super) fn read_status_in_order(&mut self, envelope: &Envelope, head: &mut Head) -> Result<()> {
        for name in [envelope.status_code, envelope.description, envelope.error_description] {
            if let Some(text) = self.read_leaf(name) {
                self.path.push(name, 0);
                self.keep_status(envelope, head, name, text)?;
                self.path.pop();
            }
        }
        Ok(())
    }

    fn keep_status(&mut self, envelope: &Envelope, head: &mut Head, name: &str, text: Text) -> Result<()> {
        if name == envelope.description {
            head.raw.description = text;
        } else if name == envelope.error_description {
            head.raw.error_description = text;
        } else {
            let code = text.trimmed();
            if code.is_empty() {
                if head.blank_code.is_none() {
                    head.blank_code = Some(self.error(DecodeErrorKind::BlankStatusCode));
                }
            } else if let Some(earlier) = head.code.as_ref().filter(|earlier| **earlier != code) {
                let [first, second] = [earlier, &code].map(|code| shown_code(code).to_owned());
                return Err(DecodeErrorKind::TwoStatusCodes { first, second });
            } else {
                head.code = Some(code);
            }
        }
        Ok(())
    }
}
