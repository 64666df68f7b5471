package social

import "github.com/autonomous-employee/employee/workflows/contract"

// calls are the activities of one platform.
type calls struct {
	account  contract.Activity[contract.FetchAccountInput, contract.Account]
	prepare  contract.Activity[contract.PreparePostInput, contract.Prepared]
	prepared contract.Activity[contract.FetchPreparedInput, contract.Prepared]
	publish  contract.Activity[contract.PublishPostInput, contract.PostOutcome]
	find     contract.Activity[contract.FindPostInput, contract.FoundPosts]
	verify   contract.Activity[contract.VerifyPostInput, contract.PostOutcome]
	remove   contract.Activity[contract.DeletePostInput, contract.Nothing]
	metrics  contract.Activity[contract.FetchMetricsInput, contract.Metrics]
}

func callsOf(p contract.Platform) (calls, bool) {
	switch p {
	case contract.Facebook:
		return calls{
			contract.FacebookFetchAccount, contract.FacebookEnsurePrepared, contract.FacebookFetchPrepared, contract.FacebookPublishPost,
			contract.FacebookFindPost, contract.FacebookVerifyPost, contract.FacebookDeletePost, contract.FacebookFetchMetrics,
		}, true
	case contract.Instagram:
		return calls{
			contract.InstagramFetchAccount, contract.InstagramEnsurePrepared, contract.InstagramFetchPrepared, contract.InstagramPublishPost,
			contract.InstagramFindPost, contract.InstagramVerifyPost, contract.InstagramDeletePost, contract.InstagramFetchMetrics,
		}, true
	case contract.X:
		return calls{
			contract.XFetchAccount, contract.XEnsurePrepared, contract.XFetchPrepared, contract.XPublishPost,
			contract.XFindPost, contract.XVerifyPost, contract.XDeletePost, contract.XFetchMetrics,
		}, true
	}
	return calls{}, false
}
