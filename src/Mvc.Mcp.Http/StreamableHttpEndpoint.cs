using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Stateless;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore;

/// <summary>The Streamable HTTP endpoint: reads, checks, and passes on what is worth an answer.</summary>
internal sealed class StreamableHttpEndpoint(
    AddressCheck addresses,
    RevisionCheck revisions,
    ServerBlueprint blueprint,
    StatelessCalls calls,
    IOptions<HttpServerTransportOptions> options)
{
    public async Task PostAsync(HttpContext http)
    {
        var refusal = await addresses.CheckAsync(http) ?? MediaTypes.CheckPost(http.Request);
        if (refusal is null)
            refusal = await ReadAndAnswerAsync(http);
        if (refusal is not null)
            await refusal.WriteAsync(http);
    }

    public static Task RefuseMethodAsync(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return new Refusal(StatusCodes.Status405MethodNotAllowed, HttpErrorCode.Refused,
            "Method Not Allowed: this server keeps no sessions, so there is nothing to GET or DELETE.").WriteAsync(http);
    }

    private async Task<Refusal?> ReadAndAnswerAsync(HttpContext http)
    {
        var (body, refusal) = await RequestBody.ReadAsync(http);
        if (refusal is not null)
            return refusal;

        var (_, message, unreadable) = MessageParser.Parse(body);
        http.Request.BodyReader.AdvanceTo(body.End);
        if (unreadable is not null)
            return unreadable;

        refusal = revisions.Check(http.Request, out var revision)
            ?? EnvelopeCheck.Check(message!, revision)
            ?? (ProtocolRevision.StandsAlone(revision) ? StandardHeaderCheck.Check(http.Request, message!) : null);
        if (refusal is not null)
            return refusal.For(message!);

        var server = await blueprint.OptionsForAsync(http);
        if (ProtocolRevision.StandsAlone(revision) && ParameterHeaderCheck.Check(http.Request, message!, server) is { } mismatch)
            return mismatch.For(message!);

        message!.Context = new JsonRpcMessageContext
        {
            User = http.User.Identity is { IsAuthenticated: true } ? http.User : null,
            ProtocolVersion = revision,
        };

        await using var response = new EventStream(http, options.Value.TimeProvider, 1, ProtocolRevision.StandsAlone(revision));
        try
        {
            await calls.AnswerAsync(message, revision, server, response, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        if (!response.HasStarted)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        return null;
    }
}
