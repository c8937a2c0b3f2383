using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Requests.Values;

/// <summary>
/// A JSON Schema taken apart once, so that a call is held to it without looking at the schema again. Made by
/// <see cref="ValueSchemaReader"/>; a schema may lead back to itself.
/// </summary>
internal sealed class ValueSchema
{
    /// <summary>Takes any JSON.</summary>
    public static ValueSchema Any { get; } = new() { Kinds = ValueKinds.Any };

    /// <summary>The kinds of JSON it takes by itself.</summary>
    public ValueKinds Kinds { get; set; }

    /// <summary>The values it takes, where they are listed.</summary>
    public IReadOnlyList<JsonElement>? Values { get; set; }

    /// <summary>What the values are called, where a name may be given in the place of a value: numeric enums.</summary>
    public FrozenDictionary<string, JsonElement>? Names { get; set; }

    /// <summary>What it asks of an object; null for nothing.</summary>
    public ObjectRules? Object { get; set; }

    /// <summary>What it asks of an array; null for nothing.</summary>
    public ArrayRules? Array { get; set; }

    /// <summary>What it asks of a number; null for nothing.</summary>
    public NumberRules? Number { get; set; }

    /// <summary>What it asks of a string; null for nothing.</summary>
    public TextRules? Text { get; set; }

    /// <summary>Schemas of which the value must fit one, beside what the schema itself says; null for none.</summary>
    public Alternatives? Alternatives { get; set; }

    /// <summary>Whether null is among its values.</summary>
    public bool TakesNull => Takes(ValueKinds.Null);

    /// <summary>Whether every kind is taken.</summary>
    public bool TakesAnything => (Kinds & ValueKinds.Any) == ValueKinds.Any;

    /// <summary>The one kind it takes beside null; <see cref="ValueKinds.None"/> where it takes several.</summary>
    public ValueKinds OnlyKind => (Kinds & ~ValueKinds.Null) is var kinds && (kinds & (kinds - 1)) == 0 ? kinds : ValueKinds.None;

    /// <summary>Whether one of the kinds is taken.</summary>
    public bool Takes(ValueKinds kinds) => (Kinds & kinds) != 0;
}

/// <summary>What a schema asks of an object.</summary>
/// <param name="Members">The members it knows, in its order.</param>
/// <param name="ByName">The place of each in that list.</param>
/// <param name="Others">What other members must be; null where there may be none.</param>
/// <param name="FirstName">The member that readers need before all others, because it says which type the rest is; null for none.</param>
internal sealed record ObjectRules(
    IReadOnlyList<MemberRule> Members, FrozenDictionary<string, int> ByName, ValueSchema? Others, string? FirstName)
{
    /// <summary>The smallest number of members; null for any.</summary>
    public int? Fewest { get; init; }

    /// <summary>The largest number of members; null for any.</summary>
    public int? Most { get; init; }

    /// <summary>What the names of other members must be; null for any.</summary>
    public TextRules? Names { get; init; }
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Utf8Name">The same in UTF-8.</param>
/// <param name="Schema">What it must be.</param>
/// <param name="Required">Whether an object without it is refused.</param>
internal sealed record MemberRule(string Name, byte[] Utf8Name, ValueSchema Schema, bool Required);

/// <summary>What a schema asks of an array.</summary>
/// <param name="Items">What each element must be.</param>
/// <param name="Fewest">The smallest number of elements; null for any.</param>
/// <param name="Most">The largest number of elements; null for any.</param>
/// <param name="Unique">Whether no two may be equal.</param>
internal sealed record ArrayRules(ValueSchema Items, int? Fewest, int? Most, bool Unique);

/// <summary>What a schema asks of a number.</summary>
/// <param name="Least">The smallest value; null for any.</param>
/// <param name="Greatest">The largest value; null for any.</param>
/// <param name="LeastExcluded">Whether the smallest value itself is none.</param>
/// <param name="GreatestExcluded">Whether the largest value itself is none.</param>
/// <param name="MultipleOf">What it must be a multiple of; null for anything.</param>
/// <param name="Type">The range of the type that the API holds it in; null for any.</param>
internal sealed record NumberRules(
    decimal? Least, decimal? Greatest, bool LeastExcluded, bool GreatestExcluded, decimal? MultipleOf, (long Least, long Greatest)? Type);

/// <summary>What a schema asks of a string.</summary>
/// <param name="Shortest">The smallest number of characters; null for any.</param>
/// <param name="Longest">The largest number of characters; null for any.</param>
/// <param name="Pattern">The pattern as the schema spells it; null for none.</param>
/// <param name="Matcher">The same, where it can be checked in time that the text's length alone decides.</param>
/// <param name="Format">The format's name; null for none.</param>
internal sealed record TextRules(int? Shortest, int? Longest, string? Pattern, Regex? Matcher, string? Format);
