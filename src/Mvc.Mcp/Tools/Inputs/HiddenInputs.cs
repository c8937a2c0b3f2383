using System.Text.Json;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Keeps from clients what the application sends itself, or lets nobody send.</summary>
internal static class HiddenInputs
{
    /// <summary>The inputs that clients may send, and those that are sent with a value of the application's.</summary>
    /// <param name="inputs">All that the request takes.</param>
    /// <param name="options">What the application hides.</param>
    /// <param name="credentials">What calls carry.</param>
    /// <exception cref="UntranslatableSchemaException">No call would succeed without what is hidden.</exception>
    public static (IReadOnlyList<Input> Listed, IReadOnlyList<(Input Input, JsonElement Value)> Fixed) Split(
        IEnumerable<Input> inputs, McpOptions options, IReadOnlyList<CredentialUse> credentials)
    {
        var listed = new List<Input>();
        var values = new List<(Input, JsonElement)>();
        foreach (var input in inputs)
        {
            if (IsSet(input, options, credentials))
                continue;
            var hidden = options.HiddenArguments.TryGetValue(input.WireName, out var set);
            if ((set ?? input.Value) is { } value)
            {
                values.Add((input, value));
            }
            else if (!hidden)
            {
                listed.Add(input);
            }
            else if (input.Required)
            {
                throw new UntranslatableSchemaException(
                    $"It cannot be called without '{input.WireName}', which McpOptions.Hide(\"{input.WireName}\") keeps from clients. Give it a value with o.Fix(\"{input.WireName}\", …).");
            }
        }

        return (listed, values);
    }

    private static bool IsSet(Input input, McpOptions options, IReadOnlyList<CredentialUse> credentials) =>
        input.Location == ArgumentLocation.Header && options.Forwarding?.SetHeaders.Contains(input.WireName) == true ||
        credentials.Any(credential => (credential.Location, input.Location) switch
        {
            (ParameterLocation.Header, ArgumentLocation.Header) => credential.Name.Equals(input.WireName, StringComparison.OrdinalIgnoreCase),
            (ParameterLocation.Query, ArgumentLocation.Query) or (ParameterLocation.Cookie, ArgumentLocation.Cookie) => credential.Name == input.WireName,
            _ => false,
        });
}
