package complaint

import (
	"crypto/rand"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"ombud/calendar"
	"ombud/procedure"
)

// Registration is what a filer hands in.
type Registration struct {
	Filing
	Via        string
	Nature     string
	Against    string    // see [Class]
	ReceivedAt time.Time // when anybody in the company got the complaint
	DayOnly    bool      // nobody knows the hour: it counts from the beginning of that day
	Receiver   string    // the colleague who got it, where that was not the filer
	About      []string  // colleagues it is about
	Deliverers []string  // colleagues who delivered the service, where known
	Interested bool      // the filer is concerned by it
	Signs      []string  // of the procedure, by which the filer knew it to be a complaint
	KeepOld    bool      // asked again and kept: receipt more than a year ago
	// What the filer did already, as far as it can be done then: see [Doable].
	ReadBack, Explained, OwnCard bool
	Given                        string // of what was explained, see [Explanation]
	After                        string // number of the closed case that the complainant came back to

	// What holds in that case and so in this one; no draft remembers it.
	Barred []string `json:"-"` // whom it keeps out
	Hidden bool     `json:"-"` // kept out of the management channel
}

// Follow makes this the filing of a complainant who came back to that closed
// case: it is linked to it, whoever is kept out of that one is kept out of this
// one, and it is as confidential, whatever the form says.
func (r *Registration) Follow(closed *Case) {
	r.After, r.Barred, r.Hidden = closed.Number, closed.Involved(), closed.Confidential
}

// Apart tells whether what is filed stays out of the management channel.
func (r *Registration) Apart(p *procedure.Procedure) bool {
	return r.Hidden || slices.Contains(p.Confidential, r.Nature)
}

// What may be done already when a complaint is filed.
const (
	DoneReadBack  = "readback"
	DoneExplained = "explained"
	DoneOwnCard   = "own_card" // the customer can reach whoever filed it; a point of a conversation
)

// Doable lists what of it the procedure asks for and that way in allows for: in a
// conversation all of it, in a chat the explanation, unless the report comes before
// that (EX-07); to a mail or a letter nobody spoke.
func Doable(p *procedure.Procedure, via string) []string {
	ch := p.Channel(via)
	if ch == nil {
		return nil
	}
	var list []string
	if ch.Oral && p.Steps.ReadBack {
		list = append(list, DoneReadBack)
	}
	if p.Steps.Explain && (ch.Oral || !p.Steps.ReadBack && slices.Contains([]string{"chat", "social"}, via)) {
		list = append(list, DoneExplained)
	}
	if ch.Oral && slices.Contains(p.Contact.Points, DoneOwnCard) {
		list = append(list, DoneOwnCard)
	}
	return list
}

// explains tells whether the filer explained the procedure, as far as it can be done then.
func (r *Registration) explains(p *procedure.Procedure) bool {
	return r.Explained && slices.Contains(Doable(p, r.Via), DoneExplained) && (r.ReadBack || !p.Steps.ReadBack)
}

// Limits of what a filing may hold.
const (
	fewest   = 3        // words of a story
	MaxFile  = 10 << 20 // bytes; no larger file is kept
	MaxFiles = 5        // documents with one filing
)

// FileTypes are the kinds of documents that are kept.
var FileTypes = []string{"pdf", "jpg", "jpeg", "png", "heic", "eml", "msg", "docx", "xlsx", "txt"}

var scanTypes = []string{"pdf", "jpg", "jpeg", "png"}

var (
	phonePattern = regexp.MustCompile(`^\+?[0-9 ()./-]{5,40}$`)
	mailPattern  = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)
	digitRun     = regexp.MustCompile(`\+?[0-9](?:[ ().-]?[0-9]){7,}`)
	dateLike     = regexp.MustCompile(`^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-.][0-9]{1,2}[-.][0-9]{4})$`)
	yearSpan     = regexp.MustCompile(`^((?:19|20)[0-9]{2})-((?:19|20)[0-9]{2})$`)
	caseLike     = regexp.MustCompile(`\b\p{Lu}{1,4}-20[0-9]{2}-[0-9]{4,6}\b`)
)

// Register files a complaint (OK-05, PK-02, EX-04): clocks run from the
// receipt, which may lie in the past but never in the future. It returns
// Refusals with the field each belongs to.
func (c *Case) Register(r Registration, by Person, now time.Time) error {
	if !by.Member {
		return refuse("error.guest")
	}
	r.trim()
	if c.Procedure.Intake.AddressParts {
		r.join()
	}
	if r.DayOnly {
		r.ReceivedAt = c.beginning(r.ReceivedAt)
	}
	if err := c.checkRegistration(&r, now).orNil(); err != nil {
		return err
	}
	flags := dayOnly(r.DayOnly)
	if r.Unknown {
		flags = append(flags, FlagUnknownCustomer)
	}
	if r.OwnCard && slices.Contains(Doable(c.Procedure, r.Via), DoneOwnCard) {
		flags = append(flags, DoneOwnCard)
	}
	if r.Receiver == by.ID {
		r.Receiver = ""
	}
	r.Salt = rand.Text()
	c.record(Received, by, r.ReceivedAt, now, Data{
		Via: r.Via, User: r.Receiver, Users: r.About, Hash: r.Filing.hash(), Why: r.Nature, Against: r.Against, Flags: flags, Signs: c.signsOf(r.Signs),
		Source: r.Quoted.source(),
	}, c.put(r.Filing))
	if len(r.Deliverers) > 0 || r.Deliverer != "" {
		c.record(DelivererNamed, by, now, now, Data{Users: r.Deliverers}, 0)
	}
	if r.Interested {
		c.record(InvolvedFound, by, now, now, Data{Users: []string{by.ID}}, 0)
	}
	if found := slices.DeleteFunc(slices.Clone(r.Barred), c.IsInvolved); len(found) > 0 {
		c.record(InvolvedFound, by, now, now, Data{Users: found, Case: r.After}, 0)
	}
	c.informFirst(by, now, now)
	if r.After != "" {
		c.record(RelatedTo, by, now, now, Data{Case: r.After}, 0)
	}
	if r.Apart(c.Procedure) && len(c.Audience(now)) == 0 {
		return refuse("error.nobody_left")
	}
	if c.keepsConfidential(c.Nature) {
		c.record(RouteConfidential, by, now, now, Data{Why: c.Nature}, 0)
	}
	if r.Hidden && !c.Confidential {
		c.record(RouteConfidential, Clock, now, now, Data{Case: r.After}, 0)
	}
	if c.Procedure.Steps.ReadBack && r.ReadBack {
		c.record(ReadBackApproved, by, now, now, Data{Hash: c.TextHash, Via: r.Via}, 0)
	}
	if r.explains(c.Procedure) {
		c.explained(Explanation{At: now, Via: r.Via, Given: r.Given}, by, now)
	}
	return nil
}

// signsOf are the signs of the procedure that were ticked (PK-08).
func (c *Case) signsOf(ticked []string) []string {
	var signs []string
	for _, sign := range c.Procedure.Intake.Signs {
		if slices.Contains(ticked, sign) {
			signs = append(signs, sign)
		}
	}
	return signs
}

// FlagUnknownCustomer marks a filing without a way to reach the customer.
const FlagUnknownCustomer = "customer_unknown"

// hasSentence tells whether a text can be a sentence, however short: "The bill is wrong."
func hasSentence(text string) bool {
	words := 0
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			words++
		}
	}
	return words >= fewest
}

func (r *Registration) trim() {
	for _, s := range []*string{
		&r.Name, &r.Phone, &r.Email, &r.Address, &r.Handle, &r.Summary, &r.Story, &r.Wish, &r.Deliverer, &r.Interest,
		&r.Street, &r.Postcode, &r.Town,
	} {
		*s = strings.TrimSpace(*s)
	}
	if r.Unknown {
		r.Name, r.Phone, r.Email, r.Address, r.Handle = "", "", "", "", ""
		r.Street, r.Postcode, r.Town = "", "", ""
	}
}

func (c *Case) checkRegistration(r *Registration, now time.Time) Refusals {
	var rs Refusals
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }

	channel := c.Procedure.Channel(r.Via)
	if channel == nil {
		add("via", "error.channel")
		return rs
	}
	if !slices.Contains(c.Procedure.Natures, r.Nature) || c.Procedure.Classify.By != "" { // left to the officer
		r.Nature = ""
	}
	class := Class{Nature: r.Nature, Against: r.Against}
	rs = append(rs, c.checkAgainst(&class)...)
	r.Against = class.Against
	switch {
	case r.ReceivedAt.After(now):
		add("received", "error.future_receipt")
	case !c.Calendar.Covers(calendar.DayOf(r.ReceivedAt, c.Zone())):
		first, _ := c.Calendar.Years()
		add("received", "error.receipt_beyond", "year", first)
	case r.ReceivedAt.Before(now.AddDate(-1, 0, 0)) && !r.KeepOld:
		add("received", "error.old_receipt")
	}
	if !r.Unknown {
		if r.Name == "" {
			add("name", "error.name_missing")
		}
		if r.Phone+r.Email+r.Address+r.Handle == "" {
			add(reachField(r.Via), "error.no_contact")
		}
		if c.Procedure.Intake.AddressParts {
			rs = append(rs, r.checkParts()...)
		}
	}
	rs = append(rs, CheckReach(r.Phone, r.Email)...)
	rs = append(rs, c.checkSummary("summary", r.Summary, r.Name)...)
	if !hasSentence(r.Story) && !(channel.Scan && r.Story != "" && hasScan(r.Files)) {
		add("story", "error.story_short")
	}
	if c.Procedure.Intake.WishRequired && r.Wish == "" {
		add("wish", "error.wish_missing")
	}
	if r.explains(c.Procedure) {
		rs = append(rs, c.checkGiven(r.Given)...)
	}
	if r.Interested && r.Interest == "" {
		add("interest", "error.interest_text")
	}
	if channel.Original && len(r.Files) == 0 {
		add("files", "error.original_missing")
	}
	return append(rs, checkFiles(r.Files, channel.Scan)...)
}

// CheckReach refuses what can be no telephone number, and no mail address; nothing is neither.
func CheckReach(phone, email string) Refusals {
	var rs Refusals
	if phone != "" && !phonePattern.MatchString(phone) {
		rs = append(rs, refuseField("phone", "error.phone"))
	}
	if email != "" && !mailPattern.MatchString(email) {
		rs = append(rs, refuseField("email", "error.email"))
	}
	return rs
}

// checkSummary says all that is wrong with the line that says what a case is about: it is
// missing, a channel should not show it, or the procedure keeps a word of it from
// customers and it is not theirs, between quotation marks: the case goes by this line.
// Customer is what they are called.
func (c *Case) checkSummary(field, line, customer string) Refusals {
	if line == "" {
		return Refusals{refuseField(field, "error.summary_missing")}
	}
	var rs Refusals
	if personal(line) {
		rs = append(rs, refuseField(field, "error.summary_personal"))
	}
	if slices.Contains(c.Procedure.Wording.Also, procedure.InSummary) {
		rs = append(rs, c.guardUnquoted(field, line, customer)...)
	}
	return rs
}

// personal tells whether a line that the channel may show holds a mail
// address or a telephone number; a date, a span of a few years and the number of a case
// are none where they stand alone.
func personal(line string) bool {
	runs := digitRun.FindAllString(caseLike.ReplaceAllString(line, " "), -1)
	return mailPattern.MatchString(line) || slices.ContainsFunc(runs, func(run string) bool {
		years := yearSpan.FindStringSubmatch(run)
		return !dateLike.MatchString(run) && (years == nil || !fewYears(years[1], years[2]))
	})
}

func fewYears(from, to string) bool {
	a, _ := strconv.Atoi(from)
	b, _ := strconv.Atoi(to)
	return a < b && b <= a+10
}

// reachField is the block that asks first how to reach the customer.
func reachField(via string) string {
	switch via {
	case "email":
		return "email"
	case "letter":
		return "address"
	case "chat", "social":
		return "handle"
	}
	return "phone"
}

func checkFiles(files []Attachment, scan bool) Refusals {
	for _, f := range files {
		switch {
		case f.Size > MaxFile:
			return Refusals{refuseField("files", "error.file_big", "file", f.Name, "size", f.Size)}
		case !slices.Contains(FileTypes, fileType(f.Name)):
			return Refusals{refuseField("files", "error.file_type", "file", f.Name)}
		}
	}
	if len(files) > MaxFiles {
		return Refusals{refuseField("files", "error.file_many")}
	}
	if scan && !hasScan(files) {
		return Refusals{refuseField("files", "error.letter_scan")}
	}
	return nil
}

func hasScan(files []Attachment) bool {
	return slices.ContainsFunc(files, func(f Attachment) bool { return slices.Contains(scanTypes, fileType(f.Name)) })
}

func fileType(name string) string { return strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) }

// hash binds an approval to the words that were approved.
func (f Filing) hash() string {
	return salted(f.Salt, f.Summary, f.Story, f.Wish)
}
