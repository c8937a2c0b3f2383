using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>Answers POSTs that stand alone, of whichever revision.</summary>
internal sealed class StatelessPosts(
    ServerBlueprint blueprint, ActionCalls actions, StatelessCalls calls, IOptions<HttpServerTransportOptions> options)
{
    public async Task<Refusal?> AnswerAsync(HttpContext http, Posted posted, string? revision)
    {
        var mirrorsBody = ProtocolRevision.StandsAlone(revision);
        var server = await blueprint.OptionsForAsync(http);
        if (mirrorsBody && ParameterHeaderCheck.Check(http.Request, posted.Messages[0], server) is { } mismatch)
            return mismatch;

        await using var response = new EventStream(http, options.Value.TimeProvider, posted.Requests, errorsHaveStatus: mirrorsBody);
        if (mirrorsBody && actions.Take(http, posted.Messages[0], server, out var call))
            await actions.AnswerAsync(http, call, server, response);
        else if (!posted.IsBatch)
            await calls.AnswerAsync(posted.Messages[0], revision, server, response, http.RequestAborted);
        else
        {
            await Task.WhenAll(posted.Messages.Select(
                message => calls.AnswerAsync(message, revision, server, response, http.RequestAborted)));
        }

        if (posted.Requests == 0)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        return null;
    }
}
