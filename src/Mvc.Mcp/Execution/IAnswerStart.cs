namespace Mvc.Mcp.Execution;

/// <summary>
/// Holds back the first bytes of the answer to a call, for as long as it is not known whether its user may make it: a refusal
/// chooses the status. A feature of the request that brought the call.
/// </summary>
internal interface IAnswerStart
{
    /// <summary>The user is not refused; from here on the client soon hears that it was heard.</summary>
    void MayBegin();
}
