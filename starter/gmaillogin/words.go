package gmaillogin

import (
	"strings"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
)

// howToMakeClient leads through the Google Cloud console, whose headings it
// uses.
const howToMakeClient = `
How to make an OAuth client (once, about five minutes, free of charge):
  1. https://console.cloud.google.com/projectcreate : create a project, any name.
  2. https://console.cloud.google.com/apis/library/gmail.googleapis.com : enable the Gmail API for it.
  3. https://console.cloud.google.com/auth/overview : "Get started". Audience "Internal" if you have Google
     Workspace, otherwise "External"; then under "Audience" add your own address as a test user.
  4. https://console.cloud.google.com/auth/clients : "Create client", application type "Desktop app", and
     "Download JSON".
  5. Put the path of that file into .env as GMAIL_CREDENTIALS_FILE=... and run this command again.`

// report says what was stored and how long it will last. Of the token itself
// it says nothing.
func (l login) report(token, before gmailauth.Token, replaced bool) {
	l.say("\nConnected: %s", token.Account)
	if replaced && before.Account != "" && !strings.EqualFold(before.Account, token.Account) {
		l.say("This replaces the login of %s. Mails are now read from the new account.", before.Account)
	}
	switch {
	case token.CanLabel():
		l.say("The employee may read mails, put its label on them, and lay mails that you have approved among your drafts. It never sends or deletes any.")
	case l.label:
		l.say("The employee may read mails only: the right for labels was not ticked. It works all the same.")
	default:
		l.say("The employee may read mails and nothing else.")
	}
	l.say("The login is kept in %s, readable by you only.", l.settings.TokenFile)
	l.say("If the app is in testing (Google Auth Platform, Audience), Google ends the login after 7 days, on %s;\n"+
		"publish the app there to make it last. It also ends after 6 months without use or with a new password.",
		token.Obtained.AddDate(0, 0, 7).Local().Format("Monday, 2 January 2006"))
}
