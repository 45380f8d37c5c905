// Package bot is the only speaker of Slack: it takes requests in, over HTTP or
// Socket Mode, runs the route each belongs to, answers within Slack's three
// seconds, and is the client through which everything goes out.
//
// # Inward
//
// HTTP and Socket decode a payload into a Request and hand it to one Router.
// Payloads are decoded with small structs of our own that name only the fields
// needed: slack-go refuses a whole payload for one element it does not know, and
// its form parser accepts a payload from the query string.
//
// Slack is answered after the handler returned, which is after its commit. A
// handler has 2.5 of the 3 seconds; one that takes longer is not waited for, the
// person gets a reference, and whatever it still commits is safe because each
// request carries the key that makes it count once.
//
// # Who makes sure that a thing counts once
//
//   - A command or shortcut: nobody needs to; it only opens a form. Its trigger id
//     is in Request.Dedupe for the handler that writes something at once.
//   - A submission: the handler, which uses up the view id in the transaction that
//     saves. A refused form keeps its view id and may be sent again.
//   - An event: the state of the case or of the day, as for a button: a case that left
//     the channel stays out, trouble is told once a day, Home is drawn as things stand.
//     Only a mention, which is answered each time, notes its event id, and forgets it
//     again when it fails. An event that failed is not acknowledged; Slack sends it again.
//   - A button: the state of the case. What is already so is no second effect.
//   - Outward: the sender of notices; a post carries its notice id as metadata, and
//     Client.Find looks for it before a doubtful post is repeated.
//
// # Socket Mode
//
// Socket keeps two connections open and, when Slack asks for a refresh, opens the
// replacement and awaits its hello before it lets the old one go, so there is no
// moment without a connection. It is a client of our own on gorilla/websocket:
// slack-go's closes first and dials then, starts handlers it neither recovers nor
// awaits, drops what it cannot decode without an answer, and retries for ever on
// tokens of the wrong kind.
//
// # Outward
//
// Client wraps slack-go for the calls we make, with a time limit below the lease of
// a notice. Every error passes errors.go, which says what the caller may do about
// it. Reading other people's messages goes around slack-go, for the reason above.
package bot
