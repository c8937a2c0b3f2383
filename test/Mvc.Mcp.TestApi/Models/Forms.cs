using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.TestApi.Models;

/// <summary>A form with fields.</summary>
public sealed class Application
{
    /// <summary>Who applies.</summary>
    public string? Name { get; set; }

    /// <summary>How old that person is.</summary>
    public int Age { get; set; }

    /// <summary>Which colours the person likes.</summary>
    public List<string>? Likes { get; set; }
}

/// <summary>A form with fields in fields.</summary>
public sealed class Registration
{
    /// <summary>Who registers.</summary>
    public string? Name { get; set; }

    /// <summary>Where that person lives.</summary>
    public Place? Place { get; set; }
}

/// <summary>A place.</summary>
public sealed class Place
{
    /// <summary>The city.</summary>
    public string? City { get; set; }

    /// <summary>The country.</summary>
    public string? Country { get; set; }
}

/// <summary>A form with a field and a file.</summary>
public sealed class Submission
{
    /// <summary>What it is called.</summary>
    public string? Title { get; set; }

    /// <summary>The file itself.</summary>
    public IFormFile? Document { get; set; }

    /// <summary>More files.</summary>
    public List<IFormFile>? Attachments { get; set; }
}

/// <summary>A file as the arguments of a tool hold it.</summary>
public sealed record FileEcho(string FileName, string ContentType, byte[] Data)
{
    /// <summary>Reads an uploaded file.</summary>
    public static FileEcho? Of(IFormFile? file)
    {
        if (file is null)
            return null;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return new FileEcho(file.FileName, file.ContentType, bytes.ToArray());
    }
}
