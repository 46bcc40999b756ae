/**Moves a line.

Request [`MoveLine`], answer [`Response`], statuses [`Status`].
*/
pub mod move_line {
    use ::vcare_api::__private as __v;
    /**Moves a line.

The line keeps its plan.

The call changes something: one whose outcome is unknown must not be sent again unseen.

To find out whether it was carried out, ask FindLine who has the line.

Source: the vendor's page "Move Line", `https://www.vcareapi.com/vcareOssApi/MoveLine/`.

# Fields

| field | element | need | format | when blank | when wrong |
|---|---|---|---|---|---|
| [`mdn`](Self::mdn) | `MOVELINE/MDN` | required | text like 999-9999 (9 a digit, A a letter) | 701 | 701 |
| [`mode`](Self::mode) | `MOVELINE/MODE` | required | `NOW` or `LATER` | 702 | 702 |
| [`move_date`](Self::move_date) | `MOVELINE/DATE` | when `MODE` is `LATER` |  | 703 |  |
| [`fee`](Self::fee) | `MOVELINE/FEE` | optional | at most 4 digits |  | 704 |
| [`pin`](Self::pin) | `MOVELINE/PIN` | when the line is locked |  |  |  |
| [`locale`](Self::locale) | `MOVELINE/LOCALE` | required; the server takes `en-US` when it is left out | exactly 5 letters or hyphens |  |  |
| [`notify`](Self::notify) | `CONTACT/NOTIFY` | optional | `Y` or `N` |  |  |
| [`email`](Self::email) | `CONTACT/EMAIL` | optional |  |  |  |
| [`agent_id`](Self::agent_id) | `CONTACT/AGENTID` | required; the client can fill it |  | 356 |  |
| [`source`](Self::source) | `CONTACT/SOURCE` | optional | `API`, `TABLET`, `IVR` or `WEBSITE` |  | 457 |

One of `NOTIFY`, `EMAIL` must be given, or the status is 705.

# Statuses

| code | variant | description | what to do |
|---|---|---|---|
| 00 | [`Success`](Status::Success) | SUCCESS | SUCCESS |
| 13 | [`InvalidPassword`](Status::InvalidPassword) | Password is invalid. | Provide a valid Password. |
| 16 | [`VendorNotFound`](Status::VendorNotFound) | Vendor not found. Wrong credentials. | Please enter valid vendor credentials. |
| 356 | [`BlankAgentId`](Status::BlankAgentId) | Agent ID cannot be blank. | Please provide Agent ID as it cannot be blank. |
| 457 | [`InvalidSource`](Status::InvalidSource) | Invalid Source. | Please provide a valid Source. Given value is invalid for Source. |
| 701 | [`InvalidMdn`](Status::InvalidMdn) | MDN is wrong: | Give an MDN. |
| 702 | [`InvalidMode`](Status::InvalidMode) | is no mode. | Give NOW or LATER. |
| 703 | [`BlankDate`](Status::BlankDate) | Date is required. | Give a date. |
| 704 | [`InvalidFee`](Status::InvalidFee) | Fee is wrong. | Leave it out. |
| 705 | [`NothingToDo`](Status::NothingToDo) | Give a contact. | Give EMAIL or NOTIFY. |

# Example

```text
use vcare_api::Endpoint;
use crate::move_line::{Mode, MoveLine};

let request = MoveLine::new("555-1234", Mode::Now).notify(vcare_api::YesNo::Yes);
assert!(request.validate().is_empty());
let reply = client.call(&request).await?;
println!("{:?}", reply.response);
```
*/
    #[non_exhaustive]
    pub struct MoveLine {
        ///The line's number. Element `MDN`, required. Must be text like 999-9999 (9 a digit, A a letter). Personal data.
        pub mdn: __v::Sensitive,
        ///When to move it. Element `MODE`, required. Must be `NOW` or `LATER`.
        pub mode: Mode,
        ///The day. Element `DATE`, when `MODE` is `LATER`.
        pub move_date: __v::Option<__v::Text>,
        ///What it costs. Element `FEE`, optional. Must be at most 4 digits. Must be `0` when `MODE` is `NOW`.
        pub fee: __v::Option<__v::Text>,
        ///The line's PIN. Element `PIN`, when the line is locked. Secret.
        pub pin: __v::Option<__v::Sensitive>,
        ///The language. Element `LOCALE`, required; the server takes `en-US` when it is left out. Must be exactly 5 letters or hyphens.
        pub locale: __v::Option<__v::Text>,
        ///Whether to send a notice. Element `NOTIFY`, optional. Must be `Y` or `N`.
        pub notify: __v::Option<::vcare_api::YesNo>,
        ///Where to. Element `EMAIL`, optional. Personal data.
        pub email: __v::Option<__v::Sensitive>,
        ///Telgoo5 login of the employee or agent in whose name the call is made. Element `AGENTID`, required; the client can fill it.
        pub agent_id: __v::Option<__v::Text>,
        ///Where the order or request comes from. Element `SOURCE`, optional. Must be `API`, `TABLET`, `IVR` or `WEBSITE`.
        pub source: __v::Option<::vcare_api::Source>,
        extra: __v::Vec<__v::ExtraElement>,
    }
    impl MoveLine {
        /**A request with the fields that every such request needs, in wire order.

- `mdn`: The line's number.
- `mode`: When to move it.
*/
        pub fn new(mdn: impl __v::Into<__v::Sensitive>, mode: Mode) -> Self {
            let mut __made = Self::__blank();
            __made.mdn = __v::Into::into(mdn);
            __made.mode = mode;
            __made
        }
        fn __blank() -> Self {
            Self {
                mdn: __v::Default::default(),
                mode: __v::Default::default(),
                move_date: __v::None,
                fee: __v::None,
                pin: __v::None,
                locale: __v::None,
                notify: __v::None,
                email: __v::None,
                agent_id: __v::None,
                source: __v::None,
                extra: __v::Vec::new(),
            }
        }
        ///The day. Element `DATE`, when `MODE` is `LATER`.
        pub fn move_date(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.move_date = __v::Some(__v::Into::into(value));
            self
        }
        ///What it costs. Element `FEE`, optional. Must be at most 4 digits. Must be `0` when `MODE` is `NOW`.
        pub fn fee(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.fee = __v::Some(__v::Into::into(value));
            self
        }
        ///The line's PIN. Element `PIN`, when the line is locked. Secret.
        pub fn pin(mut self, value: impl __v::Into<__v::Sensitive>) -> Self {
            self.pin = __v::Some(__v::Into::into(value));
            self
        }
        ///The language. Element `LOCALE`, required; the server takes `en-US` when it is left out. Must be exactly 5 letters or hyphens.
        pub fn locale(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.locale = __v::Some(__v::Into::into(value));
            self
        }
        ///Whether to send a notice. Element `NOTIFY`, optional. Must be `Y` or `N`.
        pub fn notify(mut self, value: ::vcare_api::YesNo) -> Self {
            self.notify = __v::Some(value);
            self
        }
        ///Where to. Element `EMAIL`, optional. Personal data.
        pub fn email(mut self, value: impl __v::Into<__v::Sensitive>) -> Self {
            self.email = __v::Some(__v::Into::into(value));
            self
        }
        ///Telgoo5 login of the employee or agent in whose name the call is made. Element `AGENTID`, required; the client can fill it.
        pub fn agent_id(mut self, value: impl __v::Into<__v::Text>) -> Self {
            self.agent_id = __v::Some(__v::Into::into(value));
            self
        }
        ///Where the order or request comes from. Element `SOURCE`, optional. Must be `API`, `TABLET`, `IVR` or `WEBSITE`.
        pub fn source(mut self, value: ::vcare_api::Source) -> Self {
            self.source = __v::Some(value);
            self
        }
        /// Adds an element that the spec does not name, at the end of the first block.
        pub fn element(
            mut self,
            name: impl __v::Into<__v::Text>,
            value: impl __v::Into<__v::Sensitive>,
        ) -> Self {
            self.extra
                .push(__v::ExtraElement {
                    block: __v::None,
                    name: __v::Into::into(name),
                    value: __v::Into::into(value),
                });
            self
        }
    }
    impl MoveLine {
        fn __leaf(&self, index: usize) -> &dyn __v::Leaf {
            match index {
                0 => &self.mdn,
                1 => &self.mode,
                2 => &self.move_date,
                3 => &self.fee,
                4 => &self.pin,
                5 => &self.locale,
                6 => &self.notify,
                7 => &self.email,
                8 => &self.agent_id,
                9 => &self.source,
                _ => __v::no_such_index(index),
            }
        }
    }
    impl __v::Record for MoveLine {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Request(&SCHEMA)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            __v::Value::Leaf(self.__leaf(index))
        }
        fn leaf(&self, index: usize) -> __v::Option<&dyn __v::Leaf> {
            __v::Some(self.__leaf(index))
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            __v::Slot::Leaf(
                match index {
                    0 => &mut self.mdn,
                    1 => &mut self.mode,
                    2 => &mut self.move_date,
                    3 => &mut self.fee,
                    4 => &mut self.pin,
                    5 => &mut self.locale,
                    6 => &mut self.notify,
                    7 => &mut self.email,
                    8 => &mut self.agent_id,
                    9 => &mut self.source,
                    _ => __v::no_such_index(index),
                },
            )
        }
        fn extra(&self) -> &[__v::ExtraElement] {
            &self.extra
        }
        fn add_extra(&mut self, element: __v::ExtraElement) {
            self.extra.push(element);
        }
    }
    __v::record! {
        MoveLine, MoveLine::__blank()
    }
    impl __v::Endpoint for MoveLine {
        type Response = Response;
        type Status = Status;
        const SCHEMA: &'static __v::EndpointSchema = &SCHEMA;
    }
    __v::choice! {
        #[doc = "Values of `MODE`. When to move it."] Mode { Now = "NOW", Later =
        "LATER", }
    }
    ///What a reply to [`MoveLine`] holds beside its status.
    #[non_exhaustive]
    pub struct Response {
        ///The line. Element `line`.
        pub line: __v::Option<Line>,
        ///A step. Element `step_1` to `step_3`.
        pub steps: __v::Vec<__v::Numbered<Step>>,
        ///A note. Element `note_1`, `note_2` and so on.
        pub notes: __v::Vec<__v::Numbered<__v::Text>>,
        ///A warning. Element `warning`, any number of times.
        pub warning: __v::Vec<__v::Text>,
    }
    impl __v::Record for Response {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Group(&SHAPE_Response)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                2 => __v::Value::Leaves(&self.notes),
                3 => __v::Value::Leaves(&self.warning),
                0 => __v::Value::Groups(&self.line),
                1 => __v::Value::Groups(&self.steps),
                _ => __v::no_such_index(index),
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                2 => __v::Slot::Leaves(&mut self.notes),
                3 => __v::Slot::Leaves(&mut self.warning),
                0 => __v::Slot::Groups(&mut self.line),
                1 => __v::Slot::Groups(&mut self.steps),
                _ => __v::no_such_index(index),
            }
        }
    }
    impl __v::Default for Response {
        fn default() -> Self {
            Self {
                line: __v::None,
                steps: __v::Vec::new(),
                notes: __v::Vec::new(),
                warning: __v::Vec::new(),
            }
        }
    }
    __v::record! {
        Response, < Response as __v::Default > ::default()
    }
    ///The line. The inside of element `line`.
    #[non_exhaustive]
    pub struct Line {
        ///Its ID. Attribute `id`.
        pub id: __v::Option<__v::Text>,
        ///The day that it was bought. Element `since`.
        pub since: __v::Option<__v::Text>,
        ///Who has it. Element `owner`. Personal data.
        pub owner: __v::Option<__v::Sensitive>,
        ///The day that it was moved. Element `since`.
        pub moved_since: __v::Option<__v::Text>,
        ///A plan. Element `plan`, any number of times.
        pub plan: __v::Vec<Plan>,
    }
    impl __v::Record for Line {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Group(&SHAPE_Line)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                4 => __v::Value::Groups(&self.plan),
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.id,
                            1 => &self.since,
                            2 => &self.owner,
                            3 => &self.moved_since,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                4 => __v::Slot::Groups(&mut self.plan),
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            0 => &mut self.id,
                            1 => &mut self.since,
                            2 => &mut self.owner,
                            3 => &mut self.moved_since,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Line {
        fn default() -> Self {
            Self {
                id: __v::None,
                since: __v::None,
                owner: __v::None,
                moved_since: __v::None,
                plan: __v::Vec::new(),
            }
        }
    }
    __v::record! {
        Line, < Line as __v::Default > ::default()
    }
    ///A plan. The inside of element `plan`.
    #[non_exhaustive]
    pub struct Plan {
        ///Element `name`.
        pub name: __v::Option<__v::Text>,
    }
    impl __v::Record for Plan {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Group(&SHAPE_Plan)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.name,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            0 => &mut self.name,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Plan {
        fn default() -> Self {
            Self { name: __v::None }
        }
    }
    __v::record! {
        Plan, < Plan as __v::Default > ::default()
    }
    ///A step. The inside of element `step_#`.
    #[non_exhaustive]
    pub struct Step {
        ///What was done. Element `text`.
        pub text: __v::Option<__v::Text>,
    }
    impl __v::Record for Step {
        fn layout(&self) -> __v::Layout {
            __v::Layout::Group(&SHAPE_Step)
        }
        fn get(&self, index: usize) -> __v::Value<'_> {
            match index {
                _ => {
                    __v::Value::Leaf(
                        match index {
                            0 => &self.text,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
        fn slot(&mut self, index: usize) -> __v::Slot<'_> {
            match index {
                _ => {
                    __v::Slot::Leaf(
                        match index {
                            0 => &mut self.text,
                            _ => __v::no_such_index(index),
                        },
                    )
                }
            }
        }
    }
    impl __v::Default for Step {
        fn default() -> Self {
            Self { text: __v::None }
        }
    }
    __v::record! {
        Step, < Step as __v::Default > ::default()
    }
    __v::status! {
        #[doc = "What the server can answer to [`MoveLine`]."] Status, SCHEMA { #[doc =
        "00: SUCCESS.\n\nWhat to do: SUCCESS"] Success = "00", #[doc =
        "13: Password is invalid.\n\nWhat to do: Provide a valid Password."]
        InvalidPassword = "13", #[doc =
        "16: Vendor not found. Wrong credentials.\n\nWhat to do: Please enter valid vendor credentials."]
        VendorNotFound = "16", #[doc =
        "356: Agent ID cannot be blank.\n\nWhat to do: Please provide Agent ID as it cannot be blank."]
        BlankAgentId = "356", #[doc =
        "457: Invalid Source.\n\nWhat to do: Please provide a valid Source. Given value is invalid for Source."]
        InvalidSource = "457", #[doc =
        "701: MDN is wrong:. The server writes something after it.\n\nWhat to do: Give an MDN."]
        InvalidMdn = "701", #[doc =
        "702: is no mode. The server writes something before it.\n\nWhat to do: Give NOW or LATER."]
        InvalidMode = "702", #[doc =
        "703: Date is required.\n\nWhat to do: Give a date."] BlankDate = "703", #[doc =
        "704: Fee is wrong. The server writes a text of its own.\n\nWhat to do: Leave it out."]
        InvalidFee = "704", #[doc =
        "705: Give a contact.\n\nWhat to do: Give EMAIL or NOTIFY."] NothingToDo = "705",
        }
    }
    static SHAPE_Response: __v::schema::Shape = __v::schema::Shape {
        name: "Response",
        elements: &__v::elements::<
            4usize,
            _,
        >(
            [
                "dg",
                "line",
                "line",
                "The line.",
                "d-g",
                "step_",
                "steps",
                "A step.",
                "1",
                "3",
                "d#",
                "note_",
                "notes",
                "A note.",
                "1",
                "d*",
                "warning",
                "warning",
                "A warning.",
            ],
            &[&SHAPE_Line, &SHAPE_Step],
        ),
    };
    static SHAPE_Line: __v::schema::Shape = __v::schema::Shape {
        name: "Line",
        elements: &__v::elements::<
            5usize,
            _,
        >(
            [
                "de@",
                "id",
                "id",
                "Its ID.",
                "7",
                "d2",
                "since",
                "since",
                "The day that it was bought.",
                "dp",
                "owner",
                "owner",
                "Who has it.",
                "d2",
                "since",
                "moved_since",
                "The day that it was moved.",
                "d*g",
                "plan",
                "plan",
                "A plan.",
            ],
            &[&SHAPE_Plan],
        ),
    };
    static SHAPE_Plan: __v::schema::Shape = __v::schema::Shape {
        name: "Plan",
        elements: &__v::elements::<1usize, _>(["", "name", "name"], &[]),
    };
    static SHAPE_Step: __v::schema::Shape = __v::schema::Shape {
        name: "Step",
        elements: &__v::elements::<
            1usize,
            _,
        >(["d", "text", "text", "What was done."], &[]),
    };
    ///What the spec of `MoveLine` says.
    pub static SCHEMA: __v::EndpointSchema = __v::EndpointSchema {
        name: "MoveLine",
        path: "MoveLineV2",
        summary: "Moves a line.",
        doc: "The line keeps its plan.",
        effect: __v::schema::Effect::Write,
        find_out: "ask FindLine who has the line",
        page: "Move Line",
        url: "https://www.vcareapi.com/vcareOssApi/MoveLine/",
        envelope: &__v::ENVELOPE,
        blocks: &[
            __v::schema::Block {
                wire: "MOVELINE",
                tags: __v::schema::Tags {
                    start: "<MOVELINE>",
                    end: "</MOVELINE>",
                },
                fields: &__v::fields::<
                    6usize,
                    _,
                >(
                    [
                        "rf9pbxe",
                        "MDN",
                        "<MDN>",
                        "</MDN>",
                        "mdn",
                        "The line's number.",
                        "text like 999-9999 (9 a digit, A a letter)",
                        "999-9999",
                        "701",
                        "701",
                        "555-1234",
                        "rfvbxe",
                        "MODE",
                        "<MODE>",
                        "</MODE>",
                        "mode",
                        "When to move it.",
                        "`NOW` or `LATER`",
                        "702",
                        "702",
                        "NOW",
                        "wb",
                        "DATE",
                        "<DATE>",
                        "</DATE>",
                        "move_date",
                        "The day.",
                        "MODE",
                        "703",
                        "fc<xm",
                        "FEE",
                        "<FEE>",
                        "</FEE>",
                        "fee",
                        "What it costs.",
                        "at most 4 digits",
                        "9",
                        "",
                        "4",
                        "704",
                        "0",
                        "MODE",
                        "k0s",
                        "PIN",
                        "<PIN>",
                        "</PIN>",
                        "pin",
                        "The line's PIN.",
                        "the line is locked",
                        "rfc=td",
                        "LOCALE",
                        "<LOCALE>",
                        "</LOCALE>",
                        "locale",
                        "The language.",
                        "exactly 5 letters or hyphens",
                        "A",
                        "-",
                        "5",
                        "en-US",
                    ],
                    &[
                        &[
                            __v::schema::ValueRow {
                                wire: "NOW",
                                variant: "Now",
                            },
                            __v::schema::ValueRow {
                                wire: "LATER",
                                variant: "Later",
                            },
                        ],
                    ],
                    &[&["LATER"], &["NOW"]],
                ),
            },
            __v::schema::Block {
                wire: "CONTACT",
                tags: __v::schema::Tags {
                    start: "<CONTACT>",
                    end: "</CONTACT>",
                },
                fields: &__v::fields::<
                    4usize,
                    _,
                >(
                    [
                        "fv",
                        "NOTIFY",
                        "<NOTIFY>",
                        "</NOTIFY>",
                        "notify",
                        "Whether to send a notice.",
                        "`Y` or `N`",
                        "p",
                        "EMAIL",
                        "<EMAIL>",
                        "</EMAIL>",
                        "email",
                        "Where to.",
                        "rb!e",
                        "AGENTID",
                        "<AGENTID>",
                        "</AGENTID>",
                        "agent_id",
                        "Telgoo5 login of the employee or agent in whose name the call is made.",
                        "356",
                        "a",
                        "John Doe",
                        "fvx!e",
                        "SOURCE",
                        "<SOURCE>",
                        "</SOURCE>",
                        "source",
                        "Where the order or request comes from.",
                        "`API`, `TABLET`, `IVR` or `WEBSITE`",
                        "457",
                        "s",
                        "API",
                    ],
                    &[
                        &[
                            __v::schema::ValueRow {
                                wire: "Y",
                                variant: "Y",
                            },
                            __v::schema::ValueRow {
                                wire: "N",
                                variant: "N",
                            },
                        ],
                        &[
                            __v::schema::ValueRow {
                                wire: "API",
                                variant: "Api",
                            },
                            __v::schema::ValueRow {
                                wire: "TABLET",
                                variant: "Tablet",
                            },
                            __v::schema::ValueRow {
                                wire: "IVR",
                                variant: "Ivr",
                            },
                            __v::schema::ValueRow {
                                wire: "WEBSITE",
                                variant: "Website",
                            },
                        ],
                    ],
                    &[],
                ),
            },
        ],
        rules: &[
            __v::schema::AtLeastOne {
                fields: &["NOTIFY", "EMAIL"],
                status: "705",
            },
        ],
        example: &[("MDN", "555-1234"), ("MODE", "NOW"), ("NOTIFY", "Y")],
        response: &SHAPE_Response,
        statuses: &__v::statuses::<
            10usize,
            _,
        >([
            "",
            "00",
            "Success",
            "SUCCESS",
            "SUCCESS",
            "",
            "13",
            "InvalidPassword",
            "Password is invalid.",
            "Provide a valid Password.",
            "",
            "16",
            "VendorNotFound",
            "Vendor not found. Wrong credentials.",
            "Please enter valid vendor credentials.",
            "",
            "356",
            "BlankAgentId",
            "Agent ID cannot be blank.",
            "Please provide Agent ID as it cannot be blank.",
            "",
            "457",
            "InvalidSource",
            "Invalid Source.",
            "Please provide a valid Source. Given value is invalid for Source.",
            ">",
            "701",
            "InvalidMdn",
            "MDN is wrong: ",
            "Give an MDN.",
            "<",
            "702",
            "InvalidMode",
            " is no mode.",
            "Give NOW or LATER.",
            "",
            "703",
            "BlankDate",
            "Date is required.",
            "Give a date.",
            "*",
            "704",
            "InvalidFee",
            "Fee is wrong.",
            "Leave it out.",
            "",
            "705",
            "NothingToDo",
            "Give a contact.",
            "Give EMAIL or NOTIFY.",
        ]),
        new_request: || __v::Box::new(MoveLine::__blank()),
        new_response: || __v::Box::new(<Response as __v::Default>::default()),
    };
}
#[doc(inline)]
pub use move_line::MoveLine;
/// The endpoints made here, sorted by name.
pub static ENDPOINTS: &[&::vcare_api::EndpointSchema] = &[&move_line::SCHEMA];
