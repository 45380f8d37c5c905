package complaint

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Why what stands on record of a step is not corrected in its place.
const (
	byClock  = "nobody entered it: time passed, or a message arrived"
	ofDuty   = "it is about who hears of a duty when"
	decision = "a decision of that person, bound to what they read: they withdraw it or decide anew"
	itself   = "it follows from another step, or is itself a correction: the next one counts"
	inFiling = "it is a word of the filing, which is corrected there"
	undone   = "a step of its own undoes it"
	anew     = "it is recorded anew, and the last counts"
	nothing  = "it holds nothing but who and when"
	asSent   = "it stands as it was sent or taken; more may be added"
	theirs   = "it stands as the complainant answered it, who is bound by that or not"
	apart    = "it gets a correction of its own, since another case or who may see it follows"
)

// reach is what of each kind of event can be corrected, and else, or of the rest, why not.
var reach = map[Kind]struct {
	facts []FactCode
	not   string
}{
	Received:            {filedFacts, apart}, // who received it; its nature is classified
	TextCorrected:       {nil, inFiling},
	ReadBackApproved:    {[]FactCode{FactAt, FactContact}, decision},
	ReadBackRefused:     {[]FactCode{FactAt, FactContact}, decision},
	ReadBackUnreachable: {[]FactCode{FactAt, FactContact}, anew},
	Explained:           {[]FactCode{FactAt, FactContact, FactHappened}, ""},
	Corrected:           {nil, itself},
	Added:               {nil, asSent},
	ReachFound:          {nil, inFiling},
	DelivererNamed:      {nil, inFiling},
	HandlerAssigned:     {[]FactCode{FactHandler, FactTitle, FactBrief, FactChosen}, anew}, // who it is, and by which reason of the list
	FormSent:            {nil, byClock},
	Attempted:           {[]FactCode{FactAt, FactContact, FactReached}, ""},
	Contacted:           {[]FactCode{FactAt, FactContact, FactReached, FactPoints}, asSent}, // who began it, and the documents
	PlanAgreed:          {[]FactCode{FactDay}, ""},                                          // how: with the contact
	Drafted:             {nil, anew},
	ApprovalAsked:       {nil, decision},
	ChangesAsked:        {nil, decision},
	Approved:            {nil, decision},
	ApprovalGiven:       {nil, decision},
	ApprovalWithdrawn:   {nil, decision},
	ApprovalPassed:      {nil, decision},
	Told:                {[]FactCode{FactAt, FactContact, FactOutcome, FactPoints}, ""},
	FollowUpStarted:     {nil, byClock},
	Satisfied:           {[]FactCode{FactAt, FactContact, FactGrade, FactResult, FactTicks}, ""},
	Dissatisfied:        {[]FactCode{FactAt, FactContact, FactGrade, FactResult, FactTicks}, ""},
	NoReply:             {[]FactCode{FactAt, FactContact, FactResult, FactTicks}, ""},
	NoContact:           {[]FactCode{FactAt, FactContact, FactTicks}, decision},
	AgreementAsked:      {nil, decision},
	AgreementGiven:      {nil, decision},
	AgreementDenied:     {nil, decision},
	Unreached:           {nil, decision},
	Untold:              {nil, decision},
	Reopened:            {[]FactCode{FactAt, FactNote}, ""},
	Disputed:            {[]FactCode{FactAt, FactBinding, FactDay, FactBody, FactAskedBy, FactDocuments}, theirs}, // that they accept the ruling, and since when they knew
	Ruled:               {[]FactCode{FactAt, FactNote, FactNothing, FactDay}, ""},
	RulingDone:          {[]FactCode{FactAt}, ""},
	CaseClosed:          {nil, decision}, // with the report on which it was closed
	Withdrawn:           {[]FactCode{FactAt, FactContact}, undone},
	NoComplaint:         {[]FactCode{FactNote}, undone},
	FiledInError:        {[]FactCode{FactNote}, undone},
	Duplicate:           {nil, undone},
	EndUndone:           {nil, nothing},
	WentBack:            {nil, nothing},
	NotDone:             {[]FactCode{FactHappened}, ""}, // it happened after all
	Absorbed:            {[]FactCode{FactInterest}, undone},
	Separated:           {nil, nothing},
	RelatedTo:           {nil, apart},
	CommitmentMade:      {[]FactCode{FactDay, FactPromise, FactOwner}, ""},
	CommitmentKept:      {[]FactCode{FactAt}, ""},
	CommitmentDropped:   {[]FactCode{FactNote}, ""},
	MeasureTaken:        {nil, undone}, // dropped, or moved to another day or colleague
	MeasureMoved:        {nil, anew},
	MeasureDone:         {[]FactCode{FactAt, FactNote}, ""},
	MeasureDropped:      {[]FactCode{FactNote}, ""},
	MeasureTold:         {[]FactCode{FactAt}, ""},
	InvolvedFound:       {[]FactCode{FactNote, FactInterest}, ""},
	RouteConfidential:   {nil, itself},
	RouteEnded:          {nil, itself},
	FileKept:            {nil, byClock},
	FileLost:            {nil, byClock},
	Reminded:            {nil, ofDuty},
	Unheard:             {nil, ofDuty},
	Snoozed:             {nil, ofDuty},
	PassedOn:            {nil, ofDuty},
	Chased:              {nil, ofDuty},
	Lapsed:              {nil, byClock},
	DetailsChecked:      {[]FactCode{FactAt, FactChecked}, ""},
	Acknowledged:        {[]FactCode{FactAt, FactContact, FactHappened}, ""},
	Classified:          {[]FactCode{FactNature, FactWeight, FactSubmitted, FactSecond, FactCategory, FactParty}, anew}, // while it runs, and its words
	Accepted:            {nil, nothing},
	Declined:            {[]FactCode{FactNote}, ""},
	HandlerNeeded:       {nil, itself},
	Consulted:           {[]FactCode{FactAt, FactHappened, FactNote}, anew}, // whom, who says themselves that they were heard
	ConsultConfirmed:    {nil, decision},
	ConsultDenied:       {nil, decision},
	ExtensionAsked:      {nil, decision},
	ExtensionAgreed:     {nil, decision},
	ExtensionRefused:    {nil, decision},
	ExtensionWithdrawn:  {nil, decision},
	Extended:            {[]FactCode{FactAt, FactContact, FactDay, FactHappened}, asSent}, // why, as the complainant has it
	CoOwnerNamed:        {[]FactCode{FactNote}, anew},                                     // who it is
	ColleagueTold:       {nil, asSent},
	Noted:               {nil, asSent},
	TakenOver:           {nil, nothing},
	Informed:            {[]FactCode{FactAt, FactContact, FactInformed}, ""},
	Updated:             {[]FactCode{FactNote}, ""},
	Entered:             {[]FactCode{FactAt, FactNote}, ""},
	Reported:            {[]FactCode{FactNote}, ""},
	HoldSet:             {[]FactCode{FactNote, FactDay}, undone},
	HoldReleased:        {[]FactCode{FactNote}, ""},
	EraseOrdered:        {nil, undone},
	EraseStopped:        {nil, nothing},
	CaseErased:          {nil, byClock},
	Rejudged:            {nil, itself},
}

// declaredKinds are all that are declared.
func declaredKinds(t *testing.T) []Kind {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var list []Kind
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Kind" && len(spec.Values) == 1 {
				code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, Kind(code))
			}
			return true
		})
	}
	return list
}

// fullOf is a closed case whose last event is of that kind and holds all that one may hold.
func fullOf(t *testing.T, kind Kind) *Case {
	t.Helper()
	c := walkTo(t, FaceClosed)
	p := *c.Procedure
	p.Classify.Second, p.Classify.Categories, p.Classify.Parties = true, []string{"price"}, []string{"client"}
	p.Contact.Points = []string{"sorry"}
	c.Procedure = &p
	c.Events = append(c.Events, Event{
		Seq: len(c.Events) + 1, Kind: kind, Actor: sanne, At: at(t, "2026-03-18 13:00"), Recorded: at(t, "2026-03-18 13:00"),
		Data: Data{
			Round: 1, Version: 1, Index: 1, User: milan, Users: []string{fatima}, Via: "phone", Why: "yes", Outcome: "upheld", Form: "oral",
			Day: "2026-04-01", Grade: 4, Weight: "minor", Second: "other", Category: "price", Party: "client",
		},
		Entry: c.put(map[string]string{
			"text": "said", "with": "Anna", "what": "refund", "who": "Milan", "name": "Committee", "asked_by": "Anna", "documents": "all", "nothing": "paid",
			"brief": "Call her", "why": "knows her",
		}),
	})
	e := c.Events[len(c.Events)-1]
	switch kind {
	case HandlerAssigned:
		c.appointmentEntry = e.Entry
	case Extended:
		c.Extensions = []Extension{{Day: e.Data.Day, ToldAt: e.At, told: e.Seq}}
	}
	if slices.Contains(written[kind], PartWay) {
		return c
	}
	c.Events[len(c.Events)-1].Data.Via = "" // it has none
	return c
}

// Each kind of event is decided on: what of it can be corrected is offered, and of what
// cannot the reason stands here.
func TestEachKindIsCorrectedOrHasAReason(t *testing.T) {
	for _, kind := range declaredKinds(t) {
		want, decided := reach[kind]
		if !decided || want.facts == nil && want.not == "" {
			t.Errorf("%s: whether it can be corrected is not decided", kind)
			continue
		}
		c := fullOf(t, kind)
		seq := len(c.Events)
		if kind == Received {
			seq = 1
		}
		var got []FactCode
		for _, fact := range c.Facts() {
			if fact.Seq != seq {
				continue
			}
			if got = append(got, fact.Code); c.OnRecord(fact).Fact != fact {
				t.Errorf("%s of %s is not on record", fact.Code, kind)
			}
		}
		slices.Sort(got)
		if diff := cmp.Diff(slices.Sorted(slices.Values(want.facts)), got); diff != "" {
			t.Errorf("of %s can be corrected (-want +got)\n%s", kind, diff)
		}
	}
	if len(reach) != len(declaredKinds(t)) {
		t.Errorf("%d kinds are decided on, there are %d", len(reach), len(declaredKinds(t)))
	}
}

// A grade, how details were checked and the rest of the class are put right, and stay in
// their event as they were written; none of the codes is refused where one must be.
func TestTheOtherCodesAreCorrected(t *testing.T) {
	now := at(t, "2026-03-19 12:00")
	for _, tc := range []struct {
		kind    Kind
		code    FactCode
		is      string
		refused string
		got     func(Data) any
		want    any
	}{
		{Satisfied, FactGrade, "2", "6", func(d Data) any { return d.Grade }, 2},
		{Satisfied, FactGrade, "", "0", func(d Data) any { return d.Grade }, 0},
		{DetailsChecked, FactChecked, "document", "", func(d Data) any { return d.Why }, "document"},
		{Classified, FactCategory, "quality", "", func(d Data) any { return d.Category }, "quality"},
		{Classified, FactParty, "other", PartyRepresentative, func(d Data) any { return d.Party }, "other"},
		{Classified, FactSubmitted, "written", "chat", func(d Data) any { return d.Form }, "written"},
	} {
		t.Run(string(tc.code)+" "+tc.is, func(t *testing.T) {
			c := fullOf(t, tc.kind)
			c.Procedure.Classify.Categories, c.Procedure.Classify.Parties = []string{"price", "quality"}, []string{"client", "other", PartyRepresentative}
			c = reload(c)
			e := c.Events[len(c.Events)-1]
			form := CorrectForm{Fact: Fact{tc.code, e.Seq}, Code: tc.refused, Reason: "wrong line"}
			if _, _, rs := c.correction(form, now); len(rs) == 0 {
				t.Errorf("%q is taken", tc.refused)
			}
			form.Code = tc.is
			data, words, rs := c.correction(form, now)
			if len(rs) > 0 {
				t.Fatal(rs)
			}
			after := c.with(data, words, now)
			if got := tc.got(after.Events[e.Seq-1].Data); got != tc.want || tc.got(after.Written(after.Events[e.Seq-1]).Data) == got {
				t.Errorf("it is %v, want %v", got, tc.want)
			}
			if on := after.OnRecord(form.Fact); on.Code != tc.is {
				t.Errorf("the form shows %q", on.Code)
			}
		})
	}
}
