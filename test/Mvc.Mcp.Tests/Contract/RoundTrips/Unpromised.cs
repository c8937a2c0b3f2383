namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>
/// The cases of which nothing can be promised, by serializer. They are named here, so that to promise nothing is no way out: a
/// case that joins them is a fault.
/// </summary>
internal static class Unpromised
{
    // A value that goes out as a text may come as text/plain; what a converter writes, or what may be anything, nobody knows.
    private const string Outputs = "body_object body_bytes body_guid body_datetimeoffset body_code body_code_or_null";
    private const string Inputs = "body_object member_code member_code_or_null body_code body_code_or_null body_withtext patch";
    private const string OfDecimalsAndDates =
        "member_decimal member_datetime member_datetime_or_null member_decimal_or_null member_list_item body_dictionary_string_item body_list_item body_item " +
        "body_nullables body_scalars body_deep body_interfaces body_page_item body_decimal";

    /// <summary>The tools that announce nothing of their answers; null where only single values are announced.</summary>
    public static IReadOnlyList<string>? OutputsOf(string configuration, bool newtonsoft)
    {
        if (configuration is "references" or "Newtonsoft, references" or "Newtonsoft, types")
            return null;
        return Words(Outputs, newtonsoft ? "body_jtoken" : "body_jsonnode body_memory_byte body_cell", configuration switch
        {
            "own converters" or "Newtonsoft, own converters" => "body_decimal",
            "snake case and enums by name" or "Newtonsoft, snake case and enums by name" or "Newtonsoft, without Swashbuckle" => "body_color",
            "numbers in quotes" => "body_int32 body_decimal body_int128",
            "Newtonsoft, unknown to Swashbuckle" => "body_withfields body_collections",
            _ => "",
        });
    }

    /// <summary>The answers that are announced where the serializer writes references or types beside the members of objects.</summary>
    public static IReadOnlyList<string> SingleValues(bool newtonsoft) => Words("body_int32 body_boolean body_decimal body_color", newtonsoft ? "body_jobject" : "body_int128", "");

    /// <summary>The tools of which an argument may be anything.</summary>
    public static IReadOnlyList<string> InputsOf(string configuration, bool newtonsoft) => Words(
        Inputs, newtonsoft ? "member_jtoken body_jtoken" : "member_jsonnode member_extended body_jsonnode body_extended member_cell body_cell", configuration switch
        {
            "own converters" or "Newtonsoft, own converters" => OfDecimalsAndDates,
            "Newtonsoft, unknown to Swashbuckle" => "body_withfields body_collections parameter_cell path_cell header_cell",
            "Newtonsoft, types" => "body_scalars body_bytes",
            _ => "",
        });

    private static string[] Words(params string[] texts) => [.. texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
