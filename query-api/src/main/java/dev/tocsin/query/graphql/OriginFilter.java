package dev.tocsin.query.graphql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses browsers that come from pages of other sites. The same-origin rule of browsers does not
 * hold for WebSockets: without this, any page that an operator visits could watch the fleet.
 */
public final class OriginFilter extends OncePerRequestFilter {
  private final List<String> allowed;

  /**
   * @param allowed origins besides our own, such as {@code https://console.example.com}
   */
  public OriginFilter(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || allowed.contains(origin) || isOurs(origin, request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static boolean isOurs(String origin, HttpServletRequest request) {
    try {
      return URI.create(origin).getAuthority() instanceof String authority
          && authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
