using System.Text.Json.Serialization;

namespace Mvc.Mcp.TestApi.Models;

/// <summary>An enum that JSON holds as its numbers.</summary>
public enum Priority
{
    /// <summary>Whenever there is time.</summary>
    Low = 1,

    /// <summary>In its turn.</summary>
    Normal = 2,

    /// <summary>Before all others.</summary>
    High = 4,
}

/// <summary>An enum that JSON holds as its names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Color>))]
public enum Color
{
    /// <summary>Red.</summary>
    Red,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,
}

/// <summary>Flags as numbers.</summary>
[Flags]
public enum Days
{
    /// <summary>No day.</summary>
    None = 0,

    /// <summary>Monday.</summary>
    Monday = 1,

    /// <summary>Tuesday.</summary>
    Tuesday = 2,

    /// <summary>Both.</summary>
    Both = Monday | Tuesday,
}
