package playground

var dutch = words{
	Code: "nl", Imitated: "nagebootste Slack", Skip: "Naar het gesprek",
	BusinessClock: "Klok van het bedrijf", Hour: "+1 uur", Workday: "+1 werkdag", Deadline: "Naar volgende termijn", Reset: "Opnieuw beginnen",
	ResetAsk: "Opnieuw beginnen?", ResetText: "Alle zaken en berichten van deze demo worden verwijderd en de klok gaat terug.",
	Be: "Je bent", Channels: "Kanalen", Home: "Home", Messages: "Berichten", Private: "besloten", Unread: "ongelezen",
	List: "Lijst", Talk: "Gesprek", Thread: "Thread", Panels: "Delen van de pagina", CloseThread: "Thread sluiten", Moving: "De klok loopt…",
	You: "Je bent %s", Try: "Typ", Or: "of druk op",
	Empty: "Hier is nog niets gezegd.", EmptyThread: "Dit bericht is er niet meer.",
	EmptyDM: "Hier komen berichten van de app aan jou.", HomeEmpty: "De app heeft hier nog niets laten zien.",
	Write: "Bericht in %s", WriteThread: "Antwoord in de thread", Send: "Versturen", NotMember: "Je bent geen lid van dit kanaal.", Join: "Lid worden", Archived: "Dit kanaal is gearchiveerd.",
	OnlyYou: "Alleen jij ziet dit", Edited: "bewerkt", Replies: "antwoorden", Reply: "antwoord", ReplyIn: "Antwoord in thread", AppTag: "app",
	Weekdays: [7]string{"zo", "ma", "di", "wo", "do", "vr", "za"},
	Months:   [12]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
	Close:    "Sluiten", Back: "Terug", Optional: "mag leeg", Required: "Vul dit in.", Choose: "Kies…",
	Filter: "Zoek in de lijst", SearchHint: "Typ om te zoeken", NoMatch: "Niets gevonden", Update: "Bijwerken", More: "Meer acties",
	TooLarge: "Een bestand mag hoogstens 10 MB zijn.", Refused: "Dit kan hier niet worden ingevuld.", BadEmail: "Dit is geen e-mailadres.",
	Shorter: "Dit is te lang.", Longer: "Dit is te kort.", BadURL: "Dit is geen webadres.",
	Discard: "Weggooien", DiscardAsk: "Sluiten zonder te bewaren?", DiscardText: "Wat je in dit venster hebt getypt, gaat verloren.", Keep: "Verder schrijven", Cancel: "Annuleren", OK: "Ja",
	Failed: "De app antwoordde niet zoals het hoort.", FailedForm: "De app antwoordde niet zoals het hoort. Wat je typte, staat er nog; probeer het opnieuw.",
	NoCommand: "%s is geen opdracht van deze werkruimte.", NotPossible: "Dat kan hier niet.", Stale: "Dit venster is intussen veranderd. Kijk het na voor je verdergaat.",
	Offline: "Verbinding weg. Nieuwe poging…",
}
