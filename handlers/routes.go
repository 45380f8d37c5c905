package handlers

import (
	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// Commands are those that people can type, in alphabetical order.
var Commands = []string{"/complaint", "/klacht", "/klage"}

// Routes is the one table of what people can do in Slack. manifest.yml names
// the same commands, shortcuts and events; a test compares the two.
func (h *Handlers) Routes() *bot.Routes {
	routes := &bot.Routes{
		Commands: map[string]bot.Handler{},
		Shortcuts: map[string]bot.Handler{
			"case.file.global": h.newFiling,
		},
		MessageShortcuts: map[string]bot.Handler{
			"case.file.message": h.fileMessage,
			"case.note.message": h.noteMessage,
		},
		Actions: h.actions(),
		Submits: map[string]bot.Handler{
			"case.file":        h.kept(h.submitFiling),
			"case.add":         h.submitAdd,
			"case.search":      h.submitSearch,
			"case.readback":    h.submitReadBack,
			"case.explain":     h.submitExplain,
			"case.reach":       h.submitReach,
			"case.assign":      h.submitAssign,
			"case.contact":     h.submitContact,
			"case.followup":    h.submitFollowUp,
			"case.close":       h.submitClose,
			"case.correct":     h.submitCorrect,
			"case.end":         h.submitEnd,
			"case.relate":      h.submitRelate,
			"case.reopen":      h.submitReason(reopening),
			"case.reopen_late": h.submitReason(reopeningLate),
			"case.ruling.done": h.submitReason(carryingOut),
			"case.askclose":    h.submitReason(waiving),
			"case.unreached":   h.submitReason(goingOn),
			"case.untold":      h.submitReason(untelling),
			"case.keep_day":    h.submitReason(keepingDay),
			"case.dispute":     h.submitDispute,
			"case.ruling":      h.submitRuling,
			"agreement.deny":   h.submitDenyRequest,
			"answer.draft":     h.submitDraft,
			"answer.changes":   h.submitChanges,
			"answer.deliver":   h.submitDeliver,

			"answer.withdraw": h.submitWithdraw,
			"answer.delegate": h.submitDelegate,
			"commitment.done": h.submitKept,
			"commitment.drop": h.submitDropped,
		},
		Options: map[string]bot.Handler{
			"case.assign:handler": h.handlerOptions,
			"case.end:other":      h.duplicateOptions,
			"case.relate:other":   h.relatedOptions,
			"case.note:number":    h.noteOptions,
			"people.handover:to":  h.takerOptions,
		},
		Events: map[string]bot.Handler{
			"app_home_opened":       h.home, // drawn as things stand
			"app_mention":           h.once(h.mentioned),
			"member_joined_channel": h.joined,                   // a case that was moved out stays so
			"channel_shared":        h.channelTrouble("shared"), // told once a day
			"channel_archive":       h.channelTrouble("archived"),
			"group_archive":         h.channelTrouble("archived"),
			"channel_id_changed":    h.channelTrouble("gone"),
			"message.im":            h.talked,      // answered once a day
			"user_change":           h.changedUser, // judged by how they are now
		},
	}
	add(routes.Actions, h.tabActions(), h.listActions(), h.besideActions(), h.measureActions(), h.peopleActions(), h.procedureActions(), h.keepingActions())
	add(routes.Submits, h.besideSubmits(), h.measureSubmits(), h.peopleSubmits(), h.procedureSubmits(), h.keepingSubmits())
	return h.checked(routes)
}

// add puts more rows into a table. A name that stands twice is a mistake in this file:
// the program does not start with it.
func add(table map[string]bot.Handler, more ...map[string]bot.Handler) {
	for _, rows := range more {
		for name, handle := range rows {
			if table[name] != nil {
				panic("two handlers of " + name)
			}
			table[name] = handle
		}
	}
}

// checked lets whatever comes in pass the checks that hold for all of it.
func (h *Handlers) checked(routes *bot.Routes) *bot.Routes {
	for name, handle := range routes.Submits {
		routes.Submits[name] = h.peopleOnly(handle)
	}
	for _, name := range Commands {
		routes.Commands[name] = h.command
	}
	for _, kind := range []map[string]bot.Handler{
		routes.Commands, routes.Shortcuts, routes.MessageShortcuts, routes.Actions, routes.Submits, routes.Options, routes.Events,
	} {
		for name, handle := range kind {
			kind[name] = h.door(h.restacked(handle))
		}
	}
	return routes
}

// actions are the buttons and menus, and the inputs that redraw their form.
func (h *Handlers) actions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.file.open":        h.newFiling,
		"case.file.again":       h.emptyFiling,
		"case.file.new":         h.emptyFiling,
		"case.add.open":         h.openAdd,
		"case.alike.new":        h.fileAnyway,
		"case.alike.add":        h.addToCase,
		"case.draft.save":       h.saveDraft,
		"case.draft.continue":   h.continueDraft,
		"case.draft.drop":       h.dropDraft,
		"case.file.tell":        h.tellCustomer,
		"case.file.get":         h.copyFile,
		"case.file:via":         h.redrawFiling,
		"case.file:unknown":     h.redrawFiling,
		"case.file:coi":         h.redrawFiling,
		"case.file:done":        h.redrawFiling,
		"case.readback.open":    h.openReadBack,
		"case.explain.open":     h.openExplain,
		"case.reach.open":       h.openReach,
		"case.assign.open":      h.openAssign,
		"case.assign:handler":   h.redrawAssign,
		"case.contact.open":     h.openContact,
		"case.contact:reached":  h.redrawContact,
		"contact.more":          h.moreInContact,
		"case.open":             h.openCaseFile,
		"case.why":              h.lookAt(view.TabDates, complaint.PartCard),
		"case.more":             h.moreOf,
		"case.page.back":        h.turnPage,
		"case.page.next":        h.turnPage,
		"case.close.open":       h.openClose,
		"case.all":              h.openAll,
		"case.classify:is":      h.redrawClassify,
		"case.relate.open":      h.openRelate,
		"case.reopen.open":      h.openReopen,
		"case.anew.open":        h.openReopen,
		"case.reopen_late.open": h.openReason(reopeningLate),
		"case.askclose.open":    h.openReason(waiving),
		"case.unreached.open":   h.openReason(goingOn),
		"case.untold.open":      h.openReason(untelling),
		"case.keep_day.open":    h.openReason(keepingDay),
		"case.dispute.open":     h.openDispute,
		"case.dispute:body":     h.redrawDispute,
		"case.ruling.open":      h.openRuling,
		"case.ruling.done":      h.openReason(carryingOut),
		"case.repost":           h.repost,
		"outbox.show":           h.showHealth,
		"outbox.older":          h.turnLost,
		"outbox.newest":         h.turnLost,
		"outbox.again":          h.sendAgain,
		"outbox.away":           h.putAway,
		"outbox.retry":          h.retryChannel,
		"outbox.how":            h.howToRepair,
		"case.chase":            h.chase,
		"rem.more":              h.reminderMenu,
		"case.followup:result":  h.redrawFollowUp,
		"followup.open":         h.openFollowUp,
		"answer.draft.open":     h.openDraft,
		"answer.draft:form":     h.redrawDraft,
		"answer.deliver:via":    h.redrawDeliver,
		"answer.draft.check":    h.redrawDraft,
		"answer.draft.more":     h.morePromises,
		"answer.draft.part":     h.moreParts,
		"answer.draft.letter":   h.addLetter,
		"answer.review":         h.readAnswer,
		"answer.read":           h.readAnswer,
		"answer.approve":        h.approve,
		"answer.changes.open":   h.openChanges,
		"answer.deliver.open":   h.openDeliver,

		"answer.withdraw.open": h.openWithdraw,
		"answer.more":          h.moreOfAnswer,
		"answer.compare":       h.compareAnswers,
		"commitment.open":      h.lookAt(view.TabPromises, complaint.PartPromise),
		"commitment.done.open": h.openPromise(false),
		"commitment.drop.open": h.openPromise(true),
	}
}

// besideActions are those of the steps beside the straight road.
func (h *Handlers) besideActions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.end.open":           h.openEnd,
		"case.end:end":            h.redrawEnd,
		"case.end:other":          h.redrawEnd,
		"case.end.undo":           h.undoEnd,
		"agreement.grant":         h.grantRequest,
		"agreement.deny.open":     h.openDenyRequest,
		"heard.confirm":           h.confirmHeard,
		"heard.deny.open":         h.openDenyHeard,
		"ruling.more":             h.moreInRuling,
		"case.ruling:undecided":   h.redrawRuling,
		"case.assign:delivered":   h.redrawAssign,
		"case.assign:why":         h.redrawAssign,
		"case.assign:why_officer": h.redrawAssign,
		"case.assign:why_process": h.redrawAssign,
		"case.assign:why_other":   h.redrawAssign,
		"case.details.open":       h.openDetails,
		"case.takeover":           h.takeOver,
		"case.inform.open":        h.openInform,
		"case.update.open":        h.openReason(updating),
		"case.enter.open":         h.openReason(entering),
		"case.report.open":        h.openReason(reporting),
		"case.ack.open":           h.openReceipt,
		"case.ack:how":            h.redrawReceipt,
		"case.ack:via":            h.redrawReceipt,
		"case.extend:via":         h.redrawExtend,
		"case.contact:solved":     h.redrawContact,
		"case.classify.open":      h.openClassify,
		"case.accept":             h.accept,
		"case.decline.open":       h.openDecline,
		"case.interest.open":      h.openInterest,
		"case.consult.open":       h.openConsult,
		"case.extend.open":        h.openExtend,
		"extension.agree":         h.agreeExtension,
		"extension.refuse.open":   h.openRefuseExtension,

		"case.ask":            h.ask,
		"case.coowner.open":   h.openCoOwner,
		"case.colleague.open": h.openColleague,

		"case.file:hour": h.redrawFiling,

		"case.correct.open":       h.openCorrect,
		"case.correct:fact":       h.redrawCorrect,
		"case.correct:received":   h.redrawCorrect,
		"case.correct:hour":       h.redrawCorrect,
		view.DayAction:            h.redrawCorrect,
		"case.correct:via":        h.redrawCorrect,
		"case.correct:when":       h.redrawCorrect,
		"case.correct:day":        h.redrawCorrect,
		"case.correct:result":     h.redrawCorrect,
		"case.correct:about":      h.redrawCorrect,
		"case.correct:receiver":   h.redrawCorrect,
		"case.correct:deliverers": h.redrawCorrect,
		"case.correct:interest":   h.redrawCorrect,
		"case.correct:outcome":    h.redrawCorrect,
		"case.correct:nature":     h.redrawCorrect,
		"case.correct:second":     h.redrawCorrect,
		"case.correct:weight":     h.redrawCorrect,
		"case.correct:binding":    h.redrawCorrect,
	}
}

// besideSubmits are the forms of the same steps.
func (h *Handlers) besideSubmits() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.details":     h.submitDetails,
		"case.inform":      h.submitInform,
		"case.update":      h.submitReason(updating),
		"case.enter":       h.submitReason(entering),
		"case.report":      h.submitReason(reporting),
		"case.ack":         h.submitReceipt,
		"case.coowner":     h.submitCoOwner,
		"case.colleague":   h.submitColleague,
		"case.classify":    h.submitClassify,
		"case.decline":     h.submitDecline,
		"case.interest":    h.submitInterest,
		"case.consult":     h.submitConsult,
		"heard.deny":       h.submitDenyHeard,
		"case.extend":      h.submitExtend,
		"case.note":        h.submitExcerpt,
		"extension.refuse": h.submitRefuseExtension,
	}
}

// tabActions turn to the pages of a case's file.
func (h *Handlers) tabActions() map[string]bot.Handler {
	turns := map[string]bot.Handler{}
	for _, tab := range view.Tabs {
		turns[view.TabAction(tab)] = h.turnTo(tab)
	}
	return turns
}

// measureActions are about corrective actions.
func (h *Handlers) measureActions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.measure.open":    h.openMeasure,
		"case.recommend.open":  h.openRecommend,
		"case.measure:changes": h.redrawMeasure,
		"case.close:measure":   h.redrawClose,
		"case.close:changes":   h.redrawClose,

		"measure.open":      h.lookAt(view.TabMeasures, complaint.PartPromise),
		"measure.done.open": h.openMeasureEnd(measureDone),
		"measure.drop.open": h.openMeasureEnd(measureDropped),
		"measure.told.open": h.openMeasureEnd(measureTold),
		"measure.move.open": h.openMeasureMove,
		"measure.list":      h.listMeasures,
		"measure.first":     h.turnMeasures,
		"measure.page":      h.turnMeasures,
	}
}

// measureSubmits are the forms about the same.
func (h *Handlers) measureSubmits() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.measure":   h.submitMeasure,
		"case.recommend": h.submitRecommend,
		"measure.done":   h.submitMeasureEnd(measureDone),
		"measure.drop":   h.submitMeasureEnd(measureDropped),
		"measure.told":   h.submitMeasureEnd(measureTold),
		"measure.move":   h.submitMeasureMove,
	}
}

// keepingActions are about how long a case is kept.
func (h *Handlers) keepingActions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.hold.open":    h.openHold,
		"case.release.open": h.openReason(releasing),
		"case.erase.open":   h.openErase,
		"case.erase.stop":   h.stopErase,
	}
}

// keepingSubmits are the forms about the same.
func (h *Handlers) keepingSubmits() map[string]bot.Handler {
	return map[string]bot.Handler{
		"case.hold":    h.submitHold,
		"case.release": h.submitReason(releasing),
		"case.erase":   h.submitErase,
	}
}

// peopleActions are about who holds which role and who is away.
func (h *Handlers) peopleActions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"away.open":   h.openAway,
		"away:about":  h.redrawAway,
		"away:deputy": h.redrawAway,
		"away.back":   h.pressBack,
		"away.take":   h.answerAway(complaint.DeputyTakes),
		"away.cannot": h.answerAway(complaint.DeputyCannot),
		"people.open": h.openPeople,
		"people.role": h.openRole,

		"people.handover":    h.openHandOver,
		"people.handover:to": h.redrawHandOver,
	}
}

// peopleSubmits are the forms about the same.
func (h *Handlers) peopleSubmits() map[string]bot.Handler {
	return map[string]bot.Handler{
		"away":            h.submitAway,
		"people.name":     h.submitRole,
		"people.handover": h.submitHandOver,
	}
}

// listActions are the buttons and menus of Home, and of the windows with lists.
func (h *Handlers) listActions() map[string]bot.Handler {
	return map[string]bot.Handler{
		"due.page":      h.turnDue,
		"due.today":     h.turnDue,
		"due.week":      h.turnDue,
		"home.all":      h.openList,
		"home.days":     h.asTyped(verbDays),
		"home.filter":   h.homeList,
		"home.first":    h.homeList,
		"home.help":     h.homeHelp,
		"home.language": h.chooseLanguage,
		"home.keeping":  h.asTyped(verbKept),
		"home.own":      h.openDue,
		"home.page":     h.homeList,
		"home.search":   h.openSearch,
		"home.sort":     h.homeList,
		"case.mine":     h.myCases,
		"list.filter":   h.turnList,
		"list.first":    h.turnList,
		"list.page":     h.turnList,
		"list.sort":     h.turnList,
		"search.next":   h.searchNext,
	}
}
