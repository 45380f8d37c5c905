package playground

var danish = words{
	Code: "da", Imitated: "efterlignet Slack", Skip: "Gå til samtalen",
	BusinessClock: "Firmaets ur", Hour: "+1 time", Workday: "+1 arbejdsdag", Deadline: "Til næste frist", Reset: "Begynd forfra",
	ResetAsk: "Begynd forfra?", ResetText: "Alle sager og beskeder i denne demo bliver slettet, og uret går tilbage.",
	Be: "Du er", Channels: "Kanaler", Home: "Hjem", Messages: "Beskeder", Private: "privat", Unread: "ulæste",
	List: "Liste", Talk: "Samtale", Thread: "Tråd", Panels: "Sidens dele", CloseThread: "Luk tråden", Moving: "Uret går…",
	You: "Du er %s", Try: "Skriv", Or: "eller tryk på",
	Empty: "Her er endnu ikke sagt noget.", EmptyThread: "Beskeden findes ikke længere.",
	EmptyDM: "Her kommer appens beskeder til dig.", HomeEmpty: "Appen har endnu ikke vist noget her.",
	Write: "Besked i %s", WriteThread: "Svar i tråden", Send: "Send", NotMember: "Du er ikke medlem af denne kanal.", Join: "Bliv medlem", Archived: "Kanalen er arkiveret.",
	OnlyYou: "Kun du kan se dette", Edited: "redigeret", Replies: "svar", Reply: "svar", ReplyIn: "Svar i tråd", AppTag: "app",
	Weekdays: [7]string{"søn.", "man.", "tirs.", "ons.", "tors.", "fre.", "lør."},
	Months:   [12]string{"jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."},
	Close:    "Luk", Back: "Tilbage", Optional: "valgfrit", Required: "Udfyld dette felt.", Choose: "Vælg…",
	Filter: "Søg i listen", SearchHint: "Skriv for at søge", NoMatch: "Intet fundet", Update: "Opdater", More: "Flere handlinger",
	TooLarge: "En fil må højst være på 10 MB.", Refused: "Det kan ikke udfyldes her.", BadEmail: "Det er ikke en e-mailadresse.",
	Shorter: "Det er for langt.", Longer: "Det er for kort.", BadURL: "Det er ikke en webadresse.",
	Discard: "Kassér", DiscardAsk: "Luk uden at gemme?", DiscardText: "Det, du har skrevet i vinduet, går tabt.", Keep: "Skriv videre", Cancel: "Annullér", OK: "Ja",
	Failed: "Appen svarede ikke, som den skulle.", FailedForm: "Appen svarede ikke, som den skulle. Det, du skrev, står her endnu; prøv igen.",
	NoCommand: "%s er ikke en kommando i dette arbejdsområde.", NotPossible: "Det er ikke muligt her.", Stale: "Vinduet er ændret i mellemtiden. Se det igennem igen, før du fortsætter.",
	Offline: "Forbindelsen er væk. Prøver igen…",
}
