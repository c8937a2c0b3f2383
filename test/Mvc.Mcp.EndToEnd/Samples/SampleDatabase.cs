namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>A database file for one sample process, which makes and seeds it.</summary>
internal sealed class SampleDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shop-");

    /// <summary>The argument that makes a sample use it.</summary>
    public string Argument => $"--ConnectionStrings:Shop=Data Source={Path.Combine(_folder.FullName, "shop.db")}";

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);
}
