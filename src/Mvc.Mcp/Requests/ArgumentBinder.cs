using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mvc.Mcp.Requests.Values;

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
        // What the action checks itself it refuses in its own words; routing says of a path only that there is none.
        var check = new ValueCheck(constraints: !plan.ActionValidates);
        var inPath = plan.ActionValidates ? new ValueCheck(constraints: true) : check;
        var known = 0;
        var fits = true;
        foreach (var argument in plan.Arguments)
        {
            if (arguments is not null && arguments.TryGetValue(argument.Name, out var value))
            {
                known++;
                if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) || argument.Nullable)
                {
                    // What was given as JSON text has text of its own.
                    if (!WholeText.Is(value) ||
                        !ArgumentCoercion.TryCoerce(argument, value, argument.Location == ArgumentLocation.Path ? inPath : check, out var coerced) ||
                        !WholeText.Is(coerced))
                    {
                        fits = false;
                    }
                    else if (fits)
                    {
                        draft.Put(argument, coerced);
                    }
                    continue;
                }
            }

            fits &= !argument.Required;
        }

        foreach (var (argument, value) in plan.Fixed)
            draft.Put(argument, value);
        if (!fits)
            Explain(plan, arguments, errors);
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

    // Everything at once, ranges and patterns among it, so that one more call is enough.
    private static void Explain(RequestTemplate plan, IDictionary<string, JsonElement>? arguments, ArgumentErrors errors)
    {
        foreach (var argument in plan.Arguments)
            ArgumentCoercion.Explain(argument, arguments is not null && arguments.TryGetValue(argument.Name, out var value) ? value : null, errors);
    }
}
