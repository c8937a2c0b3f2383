using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Mvc.Mcp.Results;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>
/// The answer in place of an API that gave none, as a gateway makes it: the caller learns what happened and the trace to
/// ask about, not where the API runs.
/// </summary>
internal static class GatewayProblem
{
    /// <summary>Makes the answer.</summary>
    /// <param name="status">502 or 504 where the API did not answer; its own status where its body is not for the caller.</param>
    /// <param name="detail">What happened, in a sentence.</param>
    public static ActionResponse Create(int status, string detail)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
        };
        var headers = new HeaderDictionary { [HeaderNames.ContentType] = "application/problem+json" };
        return new ActionResponse(status, headers, JsonSerializer.SerializeToUtf8Bytes(problem), buffer: null)
        {
            TraceId = Activity.Current?.Id,
        };
    }
}
