package procedure

// Settled is no event of its own: what answered the case, and where customers are
// asked what they say of it, was recorded, and closing is all that is left.
const Settled = "settled"

// The periods of reports.
const (
	Quarter  = "quarter"
	HalfYear = "half_year"
	Year     = "year"
)

// Advised is none either: somebody was consulted who is asked before the first contact.
const Advised = "advised"

// The words that a procedure may use. The rules in package complaint give
// them their meaning; a test there holds the two lists together.
var (
	// Events a duty may start on or be ended by.
	Events = []string{
		"received", "readback_approved", "readback_refused", "readback_unreachable", "explained",
		"reach_found", "assigned", "form_sent", "attempted", "contacted", "plan_agreed", "drafted",
		"approval_asked", "changes_asked", "approved", "told", "followup_started", "satisfied",
		"dissatisfied", "no_reply", "no_contact", "agreement_asked", "agreement_given", "agreement_denied", "unreached", "closed",
		"reopened", "disputed", "ruled", "ruling_done", "taken_over", "informed", "entered", "reported", "updated",
		"details_checked", "acknowledged", "classified", "accepted", "handler_needed", "consulted", "extended",
		"extension_asked", "extension_agreed", "extension_refused", "extension_withdrawn",
	}
	// Starts are what a duty may start on: any of these, or that the case waits for
	// nobody outside any more.
	Starts = append([]string{Settled}, Events...)
	// Ends are what a duty may be ended by: any of these, or that consultation.
	Ends = append([]string{Advised}, Events...)
	// Restarts are events that may start a clock anew: any of these, or whatever a
	// person puts into the file.
	Restarts = append([]string{"entry"}, Events...)
	// Roles that may own a duty.
	Roles = []string{
		"filer", "handler", "officer", "deputy", "management", "follow_up", "process_owner", "partner", "fallback", "confidant",
	}
	// Handlers are the roles whose holders may handle a case.
	Handlers = []string{"handler", "officer", "deputy", "management", "follow_up", "process_owner", "partner"}
	// Deciders are the roles whose holders may agree with what others ask for.
	Deciders = []string{"handler", "officer", "deputy", "management", "follow_up", "process_owner", "partner", "fallback"}
	// Channels by which a complaint may come in.
	Channels = []string{"oral", "phone", "email", "letter", "chat", "social"}
	// Forms in which an answer may be told.
	Forms = []string{"email", "letter", "phone", "meeting"}
	// Outcomes of a decision.
	Outcomes = []string{"upheld", "partly", "not_upheld", "goodwill"}
	// Weights that a case may have.
	Weights = []string{"minor", "serious", "legal"}
	// Bindings say whether the company must follow a ruling.
	Bindings = []string{"yes", "no", "unknown"}
	// ReportPeriods are what a report may be of.
	ReportPeriods = []string{Quarter, HalfYear, Year}
	// Publications are where customers may find the procedure.
	Publications = []string{"website", "download"}
	// Points of a conversation: let the complainant finish, put them at ease, say
	// sorry, look for a solution with them, stay loyal to colleagues, give one's
	// own card.
	Points = []string{"let_finish", "at_ease", "sorry", "solution", "loyal", "own_card"}
	// Signs by which one knows a complaint: the word or another one for it, strong words,
	// blame for what was done or left undone, blame for how a colleague was.
	Signs = []string{"word", "strong", "act", "manner"}
	// Places in which a word to avoid may be refused besides.
	Places = []string{InContact, InSummary}
	// Languages that the program speaks.
	Languages = []string{"nl", "da", "en"}
	// Flags of a filing that a duty may depend on.
	Flags = []string{"customer_unknown"}
)
