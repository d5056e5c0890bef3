// Package model resolves what a package says of the Medipim API, once, for all rules.
//
// It is one analyzer; its result, a [Package], is what the seven rules ask. It alone has facts. This
// page says how it works.
//
//	bytes → scope → SSA → origins → branches → rules
//	                    ↘ hosts
//	                    ↘ sends → life of an answer
//
// # Scope
//
// Drivers call the model for every package that a program is built from. Package scope looks at the
// import path and the raw bytes first, and that is all that most packages cost. A package that
// mentions Medipim, or imports one that does (a fact tells), is built in SSA form; a package in which
// nothing can hold an answer is then left, too (origin.Engine.Relevant).
//
// # Origins
//
// Package origin answers one question: where can this value come from? It walks the SSA form
// backwards, on demand: from a use to the definition; for memory, from the instruction that reads it
// back over all paths to the writes that it can see. A path of steps (field, key, element) goes along,
// so that a struct is never copied: body.Error.Status asks for the path .Error.Status of the variable
// body. The walk ends at
//
//   - the HTTP status of a response (origin.HTTP),
//   - a decoder, which turns the path into the keys of the JSON body (origin.Body "error.status"),
//   - a constant, a parameter, or something else.
//
// "On some path" is the union over all ways. "After the decode" comes by itself: the walk meets
// body.Error.Status = resp.StatusCode before it meets the decoder, and ends there.
//
// A call is walked in the context of its caller (a frame), so a helper that is used twice gives two
// answers. A parameter without a frame is what any caller in the package passes. Where callers are
// not seen (an exported method, an error out of an interface), the type is followed instead: a value
// of type T is what the package puts into Ts before they leave the functions that make them
// (origin's "births"); where nobody does, and T has the envelope's shape or stands in one, what a
// decoder would. For a type of another package a fact on its field says that.
//
// # Branches
//
// [Branch] is a place where a value decides: a comparison, a switch, a table, a search, an argument of
// a function that branches on its parameter. The model lists them once, in source order; the rules of
// the status, the code and the message ask for the origins of each.
//
// # Answers
//
// Package send knows the calls that put a request on the wire, and package host where they lead.
// Package answer follows control from a send under the assumption that the answer has a certain
// status, with three-valued conditions: does a 429 come back to the send, and after what delay?
// Package reach tells which statuses can still be there at an instruction.
//
// # Facts
//
// Of a package out of scope there is one fact, and its bytes tell it: it may retry what is sent through
// it, but for the functions that lead to nothing that speaks of retries. What its transports and wrappers
// do with a 429 is then not known; all others hand the answer on.
//
// What other packages need is small: that the package is in scope and which codes it adds; for a
// field, what it can hold; for a function, what it yields, which parameters it branches on or
// compares with the code, into which one it decodes, and what it makes of an answer.
package model
