using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Turns the arguments of a tool call into the HTTP request that the operation's plan describes.</summary>
internal static class ArgumentBinder
{
    /// <summary>Composes the request, or says all that is wrong with the arguments.</summary>
    /// <param name="plan">Where each argument goes.</param>
    /// <param name="arguments">What the client sent; null counts as none.</param>
    /// <param name="maxBodyBytes">The largest body that may be composed.</param>
    /// <param name="limits">How large the rest of it may be.</param>
    /// <param name="request">The request.</param>
    /// <param name="errors">What is wrong, where there is no request.</param>
    public static bool TryBind(
        RequestTemplate plan,
        IDictionary<string, JsonElement>? arguments,
        long maxBodyBytes,
        RequestLimits limits,
        [NotNullWhen(true)] out ActionRequest? request,
        [NotNullWhen(false)] out ArgumentErrors? errors)
    {
        errors = new ArgumentErrors();
        var draft = new RequestDraft(plan, maxBodyBytes, limits, errors);
        var known = 0;
        foreach (var argument in plan.Arguments)
        {
            if (arguments is not null && arguments.TryGetValue(argument.Name, out var value))
            {
                known++;
                if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) || argument.Nullable)
                {
                    if (TryRead(argument, value, errors, out var read))
                        draft.Put(argument, read);
                    continue;
                }
            }

            if (argument.Required)
                errors.Add($"'{argument.Name}' is required and was not given; expected {ArgumentCoercion.Expectation(argument)}.");
        }

        if (arguments is not null && known != arguments.Count)
            UnknownArguments.Report(plan, arguments.Keys, errors);
        request = errors.Any ? null : draft.Complete();
        if (request is null || errors.Any)
        {
            request = null;
            return false;
        }

        errors = null;
        return true;
    }

    private static bool TryRead(ArgumentBinding argument, JsonElement given, ArgumentErrors errors, out JsonElement value)
    {
        value = given;
        if (WholeText.Is(given))
        {
            if (!ArgumentCoercion.TryCoerce(argument, given, errors, out value))
                return false;
            // What was given as JSON text has text of its own.
            if (WholeText.Is(value))
                return argument.Hidden is null || IsFree(argument, value, errors);
        }

        errors.Add($"'{argument.Name}' holds half of a character, such as \\ud83d alone; expected whole text.");
        return false;
    }

    private static bool IsFree(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        if (argument.Hidden!.FirstIn(value) is not { } way)
            return true;
        errors.Add($"'{argument.Name}' holds '{(way.Length <= 100 ? way : way[..100] + "…")}', which this tool does not take; leave it out.");
        return false;
    }
}
