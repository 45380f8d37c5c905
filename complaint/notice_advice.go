package complaint

// NoticeAdvice asks an officer whether there is anything to recommend: a year went
// by without; Ref is the day.
const NoticeAdvice NoticeKind = "advice"
