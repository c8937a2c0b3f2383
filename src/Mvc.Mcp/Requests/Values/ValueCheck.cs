using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Holds values to their schemas.</summary>
/// <param name="constraints">Whether ranges, lengths and patterns count; where they do not, the action checks them itself.</param>
internal sealed partial class ValueCheck(bool constraints)
{
    // A value that fits none of several alternatives, which have alternatives in turn, would be looked at without end.
    private const int MostTries = 200_000;
    private const int DeepestValue = 128;

    private readonly bool _constraints = constraints;
    private FaultList? _faults;
    private int _tries;
    private int _trying;

    /// <summary>Whether an accepted value must be written anew for the API to read it: see <see cref="ValueWriter"/>.</summary>
    public bool Mends { get; private set; }

    /// <summary>Whether <paramref name="value"/> fits <paramref name="schema"/>, harmless slips aside.</summary>
    public bool Accepts(ValueSchema schema, JsonElement value)
    {
        Mends = false;
        _faults = null;
        return Check(schema, value, 0);
    }

    /// <summary>Notes all that keeps <paramref name="value"/> from fitting <paramref name="schema"/>.</summary>
    public void Explain(ValueSchema schema, JsonElement value, FaultList faults)
    {
        _faults = faults;
        Check(schema, value, 0);
        _faults = null;
    }

    /// <summary>The alternative that <paramref name="value"/> is of; null where it is of none.</summary>
    public ValueSchema? Choose(Alternatives alternatives, JsonElement value)
    {
        if (alternatives.ByTag is not null && value.ValueKind == JsonValueKind.Object)
            return alternatives.TagOf(value) is { } tag && alternatives.ByTag.TryGetValue(tag, out var tagged) ? tagged : null;
        ValueSchema? mended = null;
        foreach (var schema in alternatives.Schemas)
        {
            if (!Fits(schema, value, 0, out var exactly))
                continue;
            // 5 is a number before it is the text "5".
            if (exactly)
                return schema;
            mended ??= schema;
        }

        return mended;
    }

    private bool Check(ValueSchema schema, JsonElement value, int depth)
    {
        if (_trying > 0 && ++_tries > MostTries)
            return Refuse(value, "a value with fewer alternatives within alternatives");
        if (depth > DeepestValue)
            return Refuse(value, $"a value that is nested at most {DeepestValue} deep");
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return schema.TakesNull || AcceptsByAlternative(schema, value, depth) || Refuse(value, schema);
        if (schema.Values is not null || schema.Names is not null)
            return CheckListed(schema, value);
        if (schema.Alternatives is { } alternatives && (schema.Kinds & ~ValueKinds.Null) == 0)
            return CheckAlternatives(schema, alternatives, value, depth);
        return CheckKind(schema, value, depth) && (schema.Alternatives is null || CheckAlternatives(schema, schema.Alternatives, value, depth));
    }

    private bool AcceptsByAlternative(ValueSchema schema, JsonElement value, int depth) =>
        schema.Alternatives is { } alternatives && alternatives.Schemas.Any(alternative => Fits(alternative, value, depth, out _));

    private bool CheckListed(ValueSchema schema, JsonElement value)
    {
        if (ScalarValue.Listed(schema, value) is not { } listed)
            return Refuse(value, schema);
        Mends |= !Same(listed, value);
        return true;
    }

    private bool CheckKind(ValueSchema schema, JsonElement value, int depth)
    {
        if (schema.TakesAnything)
            return true;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when schema.Takes(ValueKinds.Object):
                return schema.Object is null || CheckObject(schema.Object, value, depth);
            case JsonValueKind.Array when schema.Takes(ValueKinds.Array):
                return schema.Array is null || CheckArray(schema, schema.Array, value, depth);
            case JsonValueKind.String when schema.Takes(ValueKinds.String):
                return schema.Text is null || CheckText(schema, schema.Text, value);
            case JsonValueKind.Number when schema.Takes(ValueKinds.Number | ValueKinds.Integer):
                return CheckNumber(schema, value);
            case JsonValueKind.True or JsonValueKind.False when schema.Takes(ValueKinds.Boolean):
                return true;
            case JsonValueKind.Object or JsonValueKind.String when schema.Takes(ValueKinds.File):
                return true;
            default:
                return CheckMended(schema, value, depth);
        }
    }

    private bool CheckNumber(ValueSchema schema, JsonElement value)
    {
        var number = ScalarValue.Number(value);
        if (!schema.Takes(ValueKinds.Number))
        {
            var whole = ScalarValue.Whole(number);
            Mends |= whole.Length != number.Length;
            number = whole;
        }

        return !number.IsEmpty && (schema.Number is not { } rules || ScalarRules.AreMet(rules, number, _constraints)) || Refuse(value, schema);
    }

    private bool CheckText(ValueSchema schema, TextRules rules, JsonElement value)
    {
        if (rules.Format is { } format && !TextFormat.IsIn(format, value))
        {
            if (TextFormat.Mend(format, value) is null)
                return Refuse(value, schema);
            Mends = true;
        }

        return !_constraints || ScalarRules.AreMet(rules, value.GetString()!) || Refuse(value, schema);
    }

    private bool CheckArray(ValueSchema schema, ArrayRules rules, JsonElement value, int depth)
    {
        var index = 0;
        var fits = true;
        foreach (var element in value.EnumerateArray())
        {
            var before = _faults?.Count ?? 0;
            if (!Check(rules.Items, element, depth + 1))
            {
                fits = false;
                if (_faults is not { IsFull: false } faults)
                    return false;
                faults.Within(before, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            }

            index++;
        }

        if (!_constraints)
            return fits;
        return (ScalarRules.AreMet(rules, value, value.GetArrayLength()) || Refuse(value, schema)) && fits;
    }

    private bool CheckObject(ObjectRules rules, JsonElement value, int depth)
    {
        Span<bool> seen = rules.Members.Count <= 128 ? stackalloc bool[rules.Members.Count] : new bool[rules.Members.Count];
        var fits = true;
        var next = 0;
        var position = 0;
        List<string>? unknown = null;
        foreach (var member in value.EnumerateObject())
        {
            if (_faults is { IsFull: true })
                return false;
            var place = PlaceOf(rules, member, ref next);
            if (place < 0 && rules.Others is null)
            {
                if (_faults is null)
                    return false;
                if ((unknown ??= []).Count < FaultList.Most)
                    unknown.Add(member.Name);
                fits = false;
                continue;
            }

            if (place >= 0)
            {
                if (seen[place])
                {
                    if (_faults is null)
                        return false;
                    _faults.Add(Fault.Twice(member.Name));
                    fits = false;
                }

                seen[place] = true;
                // Readers may need it before the others.
                Mends |= position > 0 && rules.Members[place].Name == rules.FirstName;
            }

            position++;
            if (place < 0 && rules.Names is { } names && !ScalarRules.AreMet(names, member.Name))
            {
                if (_faults is null)
                    return false;
                _faults.Add(Fault.Wrong(FaultPath.Member(member.Name), $"the name \"{FaultPath.Shown(member.Name)}\"", FaultText.Name(names)));
                fits = false;
                continue;
            }

            var before = _faults?.Count ?? 0;
            if (Check(place < 0 ? rules.Others! : rules.Members[place].Schema, member.Value, depth + 1))
                continue;
            if (_faults is null)
                return false;
            _faults.Within(before, FaultPath.Member(member.Name));
            fits = false;
        }

        fits &= CheckMissing(rules, seen);
        if (unknown is not null)
            _faults!.AddUnknown(rules, unknown);
        return fits && (!_constraints || rules is { Fewest: null, Most: null } ||
            (position >= (rules.Fewest ?? 0) && position <= (rules.Most ?? int.MaxValue)) || Refuse(value, FaultText.Members(rules)));
    }

    private bool CheckMissing(ObjectRules rules, ReadOnlySpan<bool> seen)
    {
        var fits = true;
        for (var place = 0; place < seen.Length; place++)
        {
            if (seen[place] || !rules.Members[place].Required)
                continue;
            if (_faults is null)
                return false;
            _faults.Add(Fault.Missing(FaultPath.Member(rules.Members[place].Name), FaultText.Expectation(rules.Members[place].Schema)));
            fits = false;
        }

        return fits;
    }

    // Most objects have their members in the order of the schema.
    private static int PlaceOf(ObjectRules rules, JsonProperty member, ref int next)
    {
        if (next < rules.Members.Count && member.NameEquals(rules.Members[next].Utf8Name))
            return next++;
        if (!rules.ByName.TryGetValue(member.Name, out var place))
            return -1;
        next = place + 1;
        return place;
    }

    private bool CheckAlternatives(ValueSchema schema, Alternatives alternatives, JsonElement value, int depth)
    {
        if (alternatives.ByTag is not null && (value.ValueKind == JsonValueKind.Object || ScalarValue.Parse(value, JsonValueKind.Object) is not null))
            return CheckTagged(schema, alternatives, value, depth);
        if (alternatives.Schemas.Count == 1)
            return Check(alternatives.Schemas[0], value, depth + 1);
        if (Choose(alternatives, value) is { } chosen)
            return Check(chosen, value, depth + 1);
        if (_faults is not null && alternatives.OfKind(value) is { } meant)
            return Check(meant, value, depth + 1);
        return Refuse(value, schema);
    }

    private bool CheckTagged(ValueSchema schema, Alternatives alternatives, JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Mends = true;
            value = ScalarValue.Parse(value, JsonValueKind.Object)!.Value;
        }

        var tag = alternatives.TagOf(value);
        if (tag is not null && alternatives.ByTag!.TryGetValue(tag, out var chosen))
            return Check(chosen, value, depth + 1);
        if (_faults is null)
            return false;
        var path = FaultPath.Member(alternatives.TagName!);
        var expected = FaultText.OneOf(alternatives.ByTag!.Keys);
        _faults.Add(tag is null ? Fault.Missing(path, expected) : Fault.Wrong(path, FaultText.Given(value.GetProperty(alternatives.TagName!)), expected));
        return false;
    }

    private bool Fits(ValueSchema schema, JsonElement value, int depth, out bool exactly)
    {
        var (faults, mends) = (_faults, Mends);
        (_faults, Mends) = (null, false);
        _trying++;
        var fits = Check(schema, value, depth + 1);
        _trying--;
        exactly = !Mends;
        (_faults, Mends) = (faults, mends);
        return fits;
    }

    private bool Refuse(JsonElement value, ValueSchema schema) => _faults is null ? false : Refuse(value, FaultText.Expectation(schema));

    private bool Refuse(JsonElement value, string expected)
    {
        _faults?.Add(Fault.Wrong("", FaultText.Given(value), expected));
        return false;
    }

    private static bool Same(JsonElement one, JsonElement other) =>
        JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other));
}
