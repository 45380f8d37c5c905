// Package lang holds every sentence that Ombud says, in Dutch, Danish and
// English, and shows dates and numbers the way each language does.
//
//	p := lang.New(lang.NL, "", zone)
//	p.T("duty.by", "what", p.T("duty.read_back"), "when", p.Day(due))
//
// # Adding a text
//
// A text belongs to a topic, one per screen, and a topic has three files:
// texts/<topic>.nl.yml, .da.yml and .en.yml, in go-i18n's message format.
// A line is an id, which begins with the topic, and a quoted sentence:
//
//	filing.title: "Record a complaint"
//	filing.draft_of: "Continue the draft of {{.clock}}"
//
// The three files have the same ids with the same variables. A variable is
// {{.name}} in lower case; there are no conditions and no functions.
//
// Where a number decides between singular and plural the variable is n, and
// the text has two forms, which may leave the number out:
//
//	duty.left: {one: "1 working day left", other: "{{.n}} working days left"}
//
// A variant of a text for another kind of reader, as a procedure chooses it,
// has the same id with @ and its name, in the languages that need one:
//
//	email.received: "Wij hebben uw klacht ontvangen."
//	email.received@neutral: "Wij hebben uw melding ontvangen."
//	email.received@je: "Wij hebben je klacht ontvangen."
//
// Slack shows little of some texts, and the last word of the id says which:
// title, submit and close have 24 characters, button and option 75, header
// and placeholder 150, with the longest values filled in.
//
// People's names are filled in as text, so that who, able or name never begin
// a mention; what a person typed is escaped by the view, not here.
//
// Deadlines are given as their last day, "by Tue 10 March", never as the
// midnight after it: pass Day of the last day on time, and "since" the day
// after. People of the company are told je, du, you; the complainant u. A
// person who complains is klager in Dutch but never in Danish, where klager
// are complaints: there it is kunden or anmelder.
//
// The tests compare the languages and look through the program for texts
// that do not exist or that nobody shows. An id put together in Go is listed
// in the table in groups_test.go.
//
// # Cost
//
// A sentence with a plural and three variables takes go-i18n about 1.5 µs
// (BenchmarkT), a page of fifty cards about 3 ms. That is little beside the
// database, so nothing is compiled or cached here.
package lang
