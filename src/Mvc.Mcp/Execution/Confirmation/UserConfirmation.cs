using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Confirmation;

/// <summary>
/// Asks the user before a tool runs that wants it. The SDK carries the question either way: to a client of 2026-07-28 as
/// an input-required result, after which it calls again with the answer, and in a session as an elicitation request.
/// </summary>
internal sealed class UserConfirmation(ConfirmationTickets tickets)
{
    private const string Key = "confirm";

    /// <summary>Why the call does not run; null where the user has agreed to it.</summary>
    /// <exception cref="InputRequiredException">The user is to be asked now.</exception>
    public string? ReasonAgainst(ToolDefinition operation, RequestContext<CallToolRequestParams> request)
    {
        // An answer that a client without a way to ask sends by itself is nobody's.
        if (request.Server.ClientCapabilities?.Elicitation is null || !request.Server.IsMrtrSupported)
            return $"'{operation.Tool.Name}' runs only after the user has confirmed it, and this client or connection cannot ask the user (elicitation).";
        var fingerprint = Fingerprint(operation, request);
        if (request.Params.InputResponses is not { } responses || !responses.TryGetValue(Key, out var response))
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest> { [Key] = InputRequest.ForElicitation(Question(operation, request.Params)) },
                tickets.Create(fingerprint));
        }
        // The answer belongs to the question as it was shown: to this caller, about these arguments, and once.
        if (!tickets.Use(request.Params.RequestState, fingerprint))
            return "The confirmation does not belong to this call. It may have been used, or have run out. Call the tool again to ask the user.";
        return IsYes(response) ? null : "The user did not agree to this call; it was not made.";
    }

    private static bool IsYes(InputResponse response)
    {
        try
        {
            return response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { IsAccepted: true };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ElicitRequestParams Question(ToolDefinition operation, CallToolRequestParams call) => new()
    {
        Message = ConfirmationQuestion.Write(operation, call.Arguments),
        RequestedSchema = new ElicitRequestParams.RequestSchema(),
    };

    private static byte[] Fingerprint(ToolDefinition operation, RequestContext<CallToolRequestParams> request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, operation.Tool.Name);
        Append(hash, operation.Request.Method);
        Append(hash, operation.Request.PathTemplate);
        Append(hash, CallerSubject.Of(request.User));
        foreach (var (name, value) in (request.Params.Arguments ?? new Dictionary<string, JsonElement>()).OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, value.GetRawText());
        }

        return hash.GetHashAndReset();
    }

    // With its length before it, no part can be taken for another.
    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
