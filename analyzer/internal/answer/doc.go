// Package answer follows the life of an answer: where control goes after a send if the answer has a certain
// status, and what that says about the retry of a 429.
//
// # One mechanism: a walk in a scenario
//
// A scenario takes the answer's status for granted: 200, 429, 503, …, or that there is no answer at all. A
// walk ([Engine.after]) starts behind the send and executes the function on abstract values: constants,
// nil, the answer, its body with the JSON path, errors with where they were made and what they wrap,
// closures, lists, maps, structs, memory. resp.StatusCode is the scenario's status, error.code the code that
// comes with it, the send's error is nil, Retry-After is absent. A condition whose value is known is followed
// one way, any other both ways; so a test of the status is no pattern to be recognised but simply comes out.
// Functions of the package are gone into, predicates and closures too; of others the walk knows those that
// matter (errors.Is, strings.Contains, slices.Contains, …). What it does not know it calls unknown, and
// errors that have nothing to do with the status are taken to be nil: all else goes well. States that meet
// with the same knowledge merge; fuel and visits are bounded.
//
// A walk ends where the same send comes up again (a back, with the knowledge whether the path waited), where
// the program ends (an exit), or where the function returns. What is returned goes up: to each call of the
// function in the package, where the next walk starts (a node each), through helpers that call a closure
// again, and, as a [Fact], to other packages.
//
// # From walks to verdicts
//
// The walks of different scenarios are compared. A 429 is retried if it comes back to the send in a loop that
// a 200 leaves; or if it comes back and other errors do not, which tells a page loop that waits on 429 from
// one that goes on to the next page. It is told apart by a condition that comes out otherwise for 429 than
// for 200, for an error that nobody names (418), and for a failure of the network. It is dealt with if the
// result differs from what other errors give in more than the numbers and texts that it carries, or if a
// predicate of the package knows it. It is swallowed if the result is that of a success without data.
//
// Which condition to report is found by trial: the walk is repeated with the condition's outcome laid down as
// it is for another status, and the first condition that changes what becomes of the answer is the one.
//
// # Clients and libraries
//
// A send goes through its client. Where a client comes from is traced through fields, results and arguments
// ([Engine.sources]), and with it the calls that made it (a spot): two clients of one constructor are two, each with
// the settings, transports and options that its own calls bring, and a test of what a call passes is decided. The
// RoundTrip methods of the package that a client is made with are judged as sends below the send, and a library's
// client by the settings found on it (options.go, library.go), each as the library was seen to behave in
// testdata/libraries. What comes from another package passes the answer on to what it was made around (outside.go),
// unless that package may retry: then only what the program itself does on a 429 is judged.
// Retry libraries that call a closure again are tables too (closures.go).
package answer
