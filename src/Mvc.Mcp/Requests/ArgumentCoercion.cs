using System.Runtime.InteropServices;
using System.Text.Json;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Requests;

/// <summary>Holds the value of an argument to its schema, and makes of it the JSON that the API reads.</summary>
internal static class ArgumentCoercion
{
    private static readonly Fault _repeatedName = new("", "holds a name twice in one object; expected each name once.");

    private static readonly Fault _halfText = new("", "holds half of a character, such as \\ud83d alone; expected whole text.");

    /// <summary>The value as the API reads it; false where it does not fit.</summary>
    public static bool TryCoerce(ArgumentBinding argument, JsonElement given, ValueCheck check, out JsonElement value)
    {
        value = given;
        if (check.Accepts(argument.Schema, given))
        {
            if (check.Mends)
                value = ValueWriter.Write(check, argument.Schema, given);
            return true;
        }

        // Models leave out the brackets of an array with one element.
        if (!LacksBrackets(argument, given) || !check.Accepts(argument.Schema.Array?.Items ?? ValueSchema.Any, given))
            return false;
        var item = check.Mends ? ValueWriter.Write(check, argument.Schema.Array?.Items ?? ValueSchema.Any, given) : given;
        value = JsonSerializer.SerializeToElement(new[] { item });
        return true;
    }

    /// <summary>Notes all that is wrong with a value that was given, or that none was.</summary>
    public static void Explain(ArgumentBinding argument, JsonElement? given, ArgumentErrors errors)
    {
        foreach (var fault in FaultsOf(argument, given))
            errors.Add(fault.Sentence(argument.Name));
    }

    /// <summary>All that is wrong with a value that was given, or that none was; nothing where nothing is.</summary>
    public static IReadOnlyList<Fault> FaultsOf(ArgumentBinding argument, JsonElement? given)
    {
        if (given is not { } value || value.ValueKind == JsonValueKind.Undefined)
            return argument.Required ? [Fault.Missing("", Expectation(argument))] : [];
        // Null counts as not given, but who gave it is not told that nothing was.
        if (value.ValueKind == JsonValueKind.Null && !argument.Nullable)
            return argument.Required ? [Fault.Wrong("", FaultText.Given(value), Expectation(argument))] : [];
        var check = new ValueCheck(constraints: true);
        if (!WholeText.Is(value))
            return [_halfText];
        if (TryCoerce(argument, value, check, out var coerced))
            return WholeText.Is(coerced) ? [] : [_halfText];
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (JsonInText.HoldsHalf(text))
                return [_halfText];
            if (JsonInText.RepeatsName(text))
                return [_repeatedName];
        }

        var faults = new FaultList();
        check.Explain(argument.Schema, value, faults);
        return faults.Count > 0 ? faults.Faults : [Fault.Wrong("", FaultText.Given(value), Expectation(argument))];
    }

    /// <summary>Notes that an argument was given what it does not take.</summary>
    public static void Refuse(ArgumentBinding argument, JsonElement given, string expected, ArgumentErrors errors) =>
        errors.Add(Fault.Wrong("", FaultText.Given(given), expected).Sentence(argument.Name));

    /// <summary>What an argument takes, in words.</summary>
    public static string Expectation(ArgumentBinding argument) => FaultText.Expectation(argument.Schema);

    // A text that begins as an array was meant to be one.
    private static bool LacksBrackets(ArgumentBinding argument, JsonElement given) =>
        argument.Schema.OnlyKind == ValueKinds.Array && given.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null) &&
        !(given.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(given)[1..].TrimStart(" "u8).StartsWith("["u8));
}
