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
    /// <param name="request">The request.</param>
    /// <param name="errors">What is wrong, where there is no request.</param>
    public static bool TryBind(
        RequestTemplate plan,
        IDictionary<string, JsonElement>? arguments,
        long maxBodyBytes,
        [NotNullWhen(true)] out ActionRequest? request,
        [NotNullWhen(false)] out ArgumentErrors? errors)
    {
        errors = new ArgumentErrors();
        var draft = new RequestDraft(plan, maxBodyBytes, errors);
        var known = 0;
        foreach (var argument in plan.Arguments)
        {
            if (arguments is not null && arguments.TryGetValue(argument.Name, out var value))
            {
                known++;
                if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) || argument.Nullable)
                {
                    if (ArgumentCoercion.TryCoerce(argument, value, errors, out var coerced))
                        draft.Put(argument, coerced);
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
}
